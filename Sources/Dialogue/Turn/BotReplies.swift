// A `bot` event as the reply that a channel sends.

public import Vocabulary

extension BotEvent {
    /// What is said to the user; of `data` what is set.
    ///
    /// - Parameter metadata: of the event.
    public func reply(to conversation: String, metadata: JSONObject) -> BotReply {
        BotReply(
            conversation: conversation, text: text,
            data: JSONObject(distinct: data.members.filter { !$0.value.isNull }),
            metadata: metadata)
    }
}
