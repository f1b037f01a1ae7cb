// Clicks and choices in what the assistant sent to Slack.

import Vocabulary

/// A click on a button, a choice in a menu.
struct SlackInteraction {
    let user: String
    let place: SlackPlace
    /// What was chosen; `nil` for a button that is only a link.
    let text: String?
    let isButton: Bool
    let id: String?

    /// Reads an interaction; `nil` when it is of no kind that says something.
    init?(_ payload: JSONValue) {
        guard let action = payload["actions"]?.array?.first, let type = action["type"]?.string,
            let user = payload["user"]?["id"]?.string
        else { return nil }
        switch type {
        case "button": text = action["value"]?.string
        case "select": text = action["selected_options"]?.array?.first?["value"]?.string
        case "static_select", "external_select", "overflow":
            text = action["selected_option"]?["value"]?.string
        case "conversations_select": text = action["selected_conversation"]?.string
        case "users_select": text = action["selected_user"]?.string
        case "channels_select": text = action["selected_channel"]?.string
        case "datepicker": text = action["selected_date"]?.string
        default: return nil
        }
        self.user = user
        isButton = type == "button"
        id = payload["trigger_id"]?.string
        let message = payload["message"]
        place = SlackPlace(
            channel: payload["channel"]?["id"]?.string,
            thread: (message?["thread_ts"] ?? message?["ts"])?.string, users: [.string(user)])
    }
}
