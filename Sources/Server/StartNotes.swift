// What an operator should know when the server starts.

import Vocabulary

/// Warnings about settings, each told once.
enum StartNotes {
    /// All warnings that apply.
    static func warnings(_ settings: ServerSettings) -> [String] {
        [openAPI(settings), missingParts(settings), remoteSecret(settings)].compactMap(\.self)
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

    private static func remoteSecret(_ settings: ServerSettings) -> String? {
        guard settings.authToken == "" else { return nil }
        return "--auth-token is empty, so that no token is ever accepted."
    }

    /// Channels, stores and brokers that the settings name and that are not built yet.
    private static func missingParts(_ settings: ServerSettings) -> String? {
        var parts = ["tracker_store", "lock_store", "event_broker"].compactMap { key in
            part(key, settings.endpoints[key] ?? .null)
        }
        for key in ["action_endpoint", "nlg", "nlu"]
        where !(settings.endpoints[key] ?? .null).isNull {
            parts.append("the endpoint '\(key)'")
        }
        let channels = (settings.credentials.object?.keys ?? []).filter {
            settings.connector == nil || settings.connector == $0
        }
        if !channels.isEmpty {
            let names = channels.joined(separator: ", ")
            parts.append("the channel\(channels.count == 1 ? "" : "s") \(names)")
        }
        guard !parts.isEmpty else { return nil }
        return "Not available yet, the server runs without: \(parts.joined(separator: "; "))."
    }

    private static func part(_ key: String, _ value: JSONValue) -> String? {
        guard !value.isNull else { return nil }
        let kind = value["type"]?.string ?? (key == "event_broker" ? "pika" : "in_memory")
        return kind == "in_memory" ? nil : "the \(key) of type \(kind)"
    }
}
