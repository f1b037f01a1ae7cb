// What an operator should know when the server starts.

/// Warnings about settings, each told once.
enum StartNotes {
    /// All warnings that apply.
    static func warnings(_ settings: ServerSettings) -> [String] {
        [openAPI(settings), remoteSecret(settings), plainSignIn(settings)].compactMap(\.self)
    }

    /// The API can be used by everybody who reaches the machine.
    private static func openAPI(_ settings: ServerSettings) -> String? {
        guard settings.isAPIEnabled, !settings.listensOnLoopbackOnly,
            settings.authToken == nil, settings.jwtSecret == nil
        else { return nil }
        return "THE HTTP API IS OPEN TO EVERYBODY WHO REACHES \(settings.host):\(settings.port): "
            + "anybody can replace the model and train new ones. Set --auth-token or --jwt-secret, "
            + "or listen on 127.0.0.1 with -i."
    }

    /// People sign in to the workspace from other machines over HTTPS only.
    private static func plainSignIn(_ settings: ServerSettings) -> String? {
        guard settings.hasWorkspace, !settings.listensOnLoopbackOnly, settings.certificate == nil
        else { return nil }
        return "People of other machines can sign in over HTTPS only: set --ssl-certificate and "
            + "--ssl-keyfile, or put a proxy in front and name it with --trusted-proxies."
    }

    private static func remoteSecret(_ settings: ServerSettings) -> String? {
        guard settings.authToken == "" else { return nil }
        return "--auth-token is empty, so that no token is ever accepted."
    }
}
