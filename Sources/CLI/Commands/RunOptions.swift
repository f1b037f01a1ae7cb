// The flags of `martlet run`, with Rasa's names.

import ArgumentParser
import Foundation
import Server
import Vocabulary

/// Where the server listens.
struct ListenOptions: ParsableArguments {
    /// The server's port where none is named.
    static let standardPort = 5005

    @Option(name: .shortAndLong, help: "The address to listen on.")
    var interface = "0.0.0.0"

    @Option(name: .shortAndLong, help: "The port to listen on.")
    var port = standardPort

    @Option(
        name: .long, parsing: .upToNextOption,
        help: "Origins whose pages may call the server; * for all.")
    var cors: [String] = []

    @Option(name: .long, help: "How long an answer may take, in seconds.")
    var responseTimeout = 3600

    @Option(name: .long, help: "How long a request may take to arrive, in seconds.")
    var requestTimeout = 300

    @Option(name: .long, help: "A certificate chain (PEM); turns HTTPS on.")
    var sslCertificate: String?

    @Option(name: .long, help: "The certificate's key (PEM).")
    var sslKeyfile: String?

    @Option(name: .long, help: "The authorities to trust (PEM).")
    var sslCaFile: String?

    @Option(name: .long, help: "The password of the key.")
    var sslPassword: String?

    func validate() throws {
        guard (0...65535).contains(port) else {
            throw ValidationError("--port must lie between 0 and 65535.")
        }
        guard (sslCertificate == nil) == (sslKeyfile == nil) else {
            throw ValidationError("--ssl-certificate and --ssl-keyfile go together.")
        }
    }

    func apply(to settings: inout ServerSettings) {
        settings.host = interface
        settings.port = port
        settings.corsOrigins = cors
        settings.responseTimeoutSeconds = responseTimeout
        settings.requestTimeoutSeconds = requestTimeout
        guard let sslCertificate, let sslKeyfile else { return }
        settings.certificate = ServerSettings.Certificate(
            chainFile: sslCertificate, keyFile: sslKeyfile, password: sslPassword,
            authorityFile: sslCaFile)
    }
}

/// Who may use the API.
struct GuardOptions: ParsableArguments {
    @Option(name: [.customShort("t"), .long], help: "Requests must carry ?token= with this text.")
    var authToken: String?

    @Option(name: .long, help: "The secret, or public key, that web tokens are checked with.")
    var jwtSecret: String?

    @Option(name: .long, help: "How web tokens are signed.")
    var jwtMethod = "HS256"

    @Option(name: .long, help: "Accepted; web tokens are checked here, never made.")
    var jwtPrivateKey: String?

    func apply(to settings: inout ServerSettings) throws {
        settings.authToken = authToken
        settings.jwtSecret = jwtSecret
        settings.jwtMethod = jwtMethod
    }
}

/// Files beside the model, and flags that have no meaning here.
struct OtherRunOptions: ParsableArguments {
    @Option(name: .long, help: "The file with endpoints (default: endpoints.yml if present).")
    var endpoints: String?

    @Option(name: .long, help: "The file with channels (default: credentials.yml if present).")
    var credentials: String?

    @Option(name: .long, help: "Start this channel only.")
    var connector: String?

    @Option(name: .long, help: "Accepted; buckets are not read by this version.")
    var remoteStorage: String?

    @Option(name: .long, help: "Accepted; redirect standard error to keep the log in a file.")
    var logFile: String?

    @Flag(name: .long, help: "Accepted; pipe standard error to logger(1) for syslog.")
    var useSyslog = false

    @Option(name: .long, help: "Accepted, see --use-syslog.")
    var syslogAddress: String?

    @Option(name: .long, help: "Accepted, see --use-syslog.")
    var syslogPort: Int?

    @Option(name: .long, help: "Accepted, see --use-syslog.")
    var syslogProtocol: String?

    /// One warning for the flags that have no effect.
    var warnings: [String] {
        let unused = [
            remoteStorage.map { _ in "--remote-storage" }, logFile.map { _ in "--log-file" },
            useSyslog ? "--use-syslog" : nil,
        ].compactMap { $0 }
        return unused.isEmpty ? [] : ["without effect here: \(unused.joined(separator: ", "))"]
    }
}
