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

    @Option(
        name: .long, parsing: .upToNextOption,
        help: "Proxies whose word about their clients' addresses counts: 127.0.0.1, 10.0.0.0/8.")
    var trustedProxies: [String] = []

    func apply(to settings: inout ServerSettings) throws {
        settings.trustedProxies = try TrustedProxies(trustedProxies)
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

    @Option(name: .long, help: "Append the server's log to this file too.")
    var logFile: String?

    @Flag(name: .long, help: "Send the server's log to a syslog server too.")
    var useSyslog = false

    @Option(name: .long, help: "The syslog server; goes with --use-syslog.")
    var syslogAddress = "localhost"

    @Option(name: .long, help: "The port of the syslog server; goes with --use-syslog.")
    var syslogPort = 514

    @Option(
        name: .long, help: "UDP or TCP; goes with --use-syslog.",
        transform: { text in
            guard let known = Syslog.Transport(rawValue: text.uppercased()) else {
                throw ValidationError("--syslog-protocol is UDP or TCP.")
            }
            return known
        })
    var syslogProtocol = Syslog.Transport.udp

    func validate() throws {
        guard (1...65535).contains(syslogPort) else {
            throw ValidationError("--syslog-port must lie between 1 and 65535.")
        }
    }

    /// One warning for the flags that have no effect.
    var warnings: [String] {
        remoteStorage == nil ? [] : ["without effect here: --remote-storage"]
    }

    /// Who takes the lines of the log besides standard error.
    ///
    /// - Throws: `Fault` `.cannotSave`, `.peerFailed`.
    func logSinks() throws(Fault) -> [LogWriter.Sink] {
        var sinks: [LogWriter.Sink] = []
        if let logFile {
            let file = try LogFile(logFile)
            sinks.append { _, line in file.append(line) }
        }
        if useSyslog {
            let syslog = try Syslog(
                host: syslogAddress, port: syslogPort, transport: syslogProtocol)
            sinks.append { level, line in syslog.send(level, line) }
        }
        return sinks
    }
}
