// What channels ask of the assistant, as a port: the agent fulfils it, tests put a stand-in there.

import Vocabulary

/// A turn with its place in the line of its conversation. It must be run, or the line stands.
struct PreparedTurn: Sendable {
    /// Runs the turn when those before it are over.
    let run: @Sendable () async throws(Fault) -> Void
}

/// Runs turns.
protocol TurnRunner: Sendable {
    /// Takes a place in the conversation's line at once.
    ///
    /// - Parameter asSaid: whether the sink hears replies while the turn runs, or when it is kept.
    /// - Throws: `Fault` `.busy` when the line is too long.
    func prepare(_ message: UserMessage, sink: any ReplySink, asSaid: Bool)
        throws(Fault) -> PreparedTurn

    /// Keeps a message that is acknowledged before its turn; `nil` when it was taken before.
    ///
    /// - Throws: `Fault` `.storage`.
    func accept(_ message: ChannelMessage, channel: String) async throws(Fault) -> InboxMessage?

    /// Takes a place in the line for a message that was kept.
    ///
    /// - Throws: `Fault` `.busy`.
    func prepare(_ waiting: InboxMessage, sink: any ReplySink) throws(Fault) -> PreparedTurn

    /// The text of the last thing the assistant said; `nil` when it said nothing.
    func lastWords(in conversation: String) async -> String?
}
