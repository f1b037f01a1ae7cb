// From credentials.yml to channels.

public import Vocabulary

/// The channels the server has, by the names credentials.yml knows them by.
public enum ChannelCatalog {
    /// All names, in alphabetical order.
    public static let names = [
        "botframework", "callback", "cmdline", "facebook", "hangouts", "mattermost", "rasa", "rest",
        "rocketchat", "slack", "socketio", "telegram", "twilio", "twilio_voice", "webexteams",
    ]

    /// The channels to serve, in the order of the file.
    ///
    /// - Parameters:
    ///   - credentials: credentials.yml as JSON; `null` when there is none.
    ///   - connector: `--connector`: the only channel to serve, whether the file names it or not.
    /// - Returns: the REST channel alone when neither names any.
    /// - Throws: `Fault` `.badRequest` for a name that is no channel of ours, or options that a
    ///   channel can't work with; all channels' problems at once.
    public static func channels(
        _ credentials: JSONValue, only connector: String?, world: ChannelWorld
    ) throws(Fault) -> [any ChatChannel] {
        var wanted = credentials.object?.members ?? []
        if let connector {
            wanted = [(connector, credentials[connector] ?? .null)]
        } else if wanted.isEmpty {
            wanted = [("rest", .null)]
        }
        var channels: [any ChatChannel] = []
        var faults: [Fault] = []
        for (name, options) in wanted {
            do throws(Fault) {
                channels.append(try channel(name, options, world))
            } catch {
                faults.append(error)
            }
        }
        guard let first = faults.first else { return channels }
        throw Fault(
            first.code, faults.map(\.message).joined(separator: "\n"),
            remedy: faults.count == 1 ? first.remedy : nil)
    }

    /// What Rasa says when no channel is named at all.
    public static let fallbackWarning =
        "No chat connector configured, falling back to the REST input channel. "
        + "Use a credentials file (--credentials) to name others."

    private static func channel(_ name: String, _ options: JSONValue, _ world: ChannelWorld)
        throws(Fault) -> any ChatChannel
    {
        switch name {
        case "rest", "cmdline": return RestChannel(name: name)
        case "callback": return try CallbackChannel(options, world: world)
        case "socketio": return try SocketIOChannel(options, world: world)
        case "slack": return try SlackChannel(options, world: world)
        case "facebook": return try FacebookChannel(options, world: world)
        case "telegram": return try TelegramChannel(options, world: world)
        case "twilio": return try TwilioChannel(options, world: world)
        case "twilio_voice": return try TwilioVoiceChannel(options)
        case "mattermost": return try MattermostChannel(options, world: world)
        case "rocketchat": return try RocketChatChannel(options, world: world)
        case "webexteams": return try WebexTeamsChannel(options, world: world)
        case "botframework": return try BotFrameworkChannel(options, world: world)
        case "hangouts": return try HangoutsChannel(options, world: world)
        case "rasa": return try RasaChatChannel(options, world: world)
        default:
            throw Fault(
                .badRequest,
                "Failed to find input channel class for '\(name)'. Unknown input channel. "
                    + "Check your credentials configuration to make sure the mentioned channel "
                    + "is not misspelled.",
                remedy: name.contains(".")
                    ? "Channels written in Python can't be loaded; let that program call the REST "
                        + "or callback channel."
                    : "Channels are \(names.joined(separator: ", ")).")
        }
    }
}
