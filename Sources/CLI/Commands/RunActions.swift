// `martlet run`, and `run actions`: custom actions are Python, and Rasa's SDK runs them.

import ArgumentParser
import Foundation

/// Serves a model, or says how actions are served.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Serve a model over HTTP.",
        discussion: "`martlet run server -h` lists the flags.",
        subcommands: [RunServer.self, RunActions.self], defaultSubcommand: RunServer.self)
}

/// Names the command that starts an action server.
struct RunActions: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "actions", abstract: "Say how the action server of this project is started.",
        discussion: "Custom actions are written in Python; the package rasa-sdk runs them.")

    @Option(name: .long, help: "The Python module or package with the actions.")
    var actions = "actions"

    @OptionGroup(title: "Address") var address: ListenOptions

    @Flag(name: .long, help: "Load actions anew when their files change.")
    var autoReload = false

    @OptionGroup var verbosity: Verbosity

    func run() throws {
        verbosity.apply()
        let scheme = address.sslCertificate == nil ? "http" : "https"
        Terminal.standard.error(
            """
            Custom actions are Python; Rasa's SDK runs them. Start it in this folder:

                \(command)

            and name it in endpoints.yml:

                action_endpoint:
                  url: \(scheme)://localhost:\(port)/webhook
            """,
            hint: "install the SDK with `pip install rasa-sdk` (Python 3.8 to 3.10 for 3.6).")
        throw ExitCode(1)
    }

    /// The SDK's own port, unless another one than the server's is named.
    private var port: Int { address.port == ListenOptions.standardPort ? 5055 : address.port }

    /// The SDK's own command line, with the flags given here.
    private var command: String {
        var words = ["python", "-m", "rasa_sdk", "--actions", actions, "-p", String(port)]
        if !address.cors.isEmpty { words += ["--cors"] + address.cors.map { "'\($0)'" } }
        for (flag, value) in [
            ("--ssl-certificate", address.sslCertificate),
            ("--ssl-keyfile", address.sslKeyfile), ("--ssl-password", address.sslPassword),
        ] {
            if let value { words += [flag, value] }
        }
        if autoReload { words.append("--auto-reload") }
        return words.joined(separator: " ")
    }
}
