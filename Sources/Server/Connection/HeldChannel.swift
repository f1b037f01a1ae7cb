// A connection between its set-up and its service.

import HummingbirdCore
import NIOCore
import Synchronization

/// Holds a connection's streams until they are taken, and ends them when nobody takes them.
///
/// A connection that is accepted while the server stops is set up and then dropped. Streams must
/// not be dropped before they were finished: NIO ends the program for it.
final class HeldChannel<Inbound: Sendable, Outbound: Sendable>: ServerChildChannelValue {
    private let streams: NIOAsyncChannel<Inbound, Outbound>
    private let isTaken = Atomic(false)

    init(_ streams: NIOAsyncChannel<Inbound, Outbound>) { self.streams = streams }

    /// The connection.
    var channel: any Channel { streams.channel }

    /// The streams, for the one who serves and finishes them.
    func take() -> NIOAsyncChannel<Inbound, Outbound> {
        isTaken.store(true, ordering: .relaxed)
        return streams
    }

    deinit {
        guard !isTaken.load(ordering: .relaxed) else { return }
        let streams = streams
        Task { try? await streams.executeThenClose { _, _ in } }
    }
}
