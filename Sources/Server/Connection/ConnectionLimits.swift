// How long a connection may take for what, and how much it may send before a body.

import Hummingbird
import HummingbirdCore
import NIOHTTP1

/// The bounds of one connection.
struct ConnectionLimits: Sendable {
    /// From the connection to the end of the first request's header, in milliseconds.
    var headMs = 30_000
    /// From one answer to the end of the next request's header, in milliseconds.
    var idleMs = 75_000
    /// From a request's header to the end of its body, in milliseconds.
    var requestMs = 300_000
    /// From the end of a request to the end of its answer, in milliseconds.
    var responseMs = 3_600_000
    /// How long a connection that is to be closed is still read, so that the answer arrives, in
    /// milliseconds.
    static let lingerMs = 2_000

    /// How much of a body that was refused is still read, in bytes.
    static let discardedBytesMax = 8 << 20
    /// How large one header field may be, in bytes.
    static let headerFieldBytesMax = 32 << 10
    /// How large all header fields of a request may be together, in bytes.
    static let headerBytesMax = 64 << 10
    /// How many header fields a request may have.
    static let headerFieldsMax = 200
    /// How many connections are open at a time; further ones wait in the system's queue.
    static let connectionsMax = 16_000

    /// The bounds that the settings ask for.
    init(_ settings: ServerSettings) {
        requestMs = max(1, settings.requestTimeoutSeconds) * 1000
        responseMs = max(1, settings.responseTimeoutSeconds) * 1000
    }

    /// How often a connection is looked at, in milliseconds: an eighth of its shortest bound,
    /// between 50 ms and 5 s.
    var periodMs: Int { max(50, min(5_000, min(headMs, idleMs, requestMs, responseMs) / 8)) }

    /// What the decoder of requests refuses, in NIO's words.
    static var decoderLimits: NIOHTTPDecoderLimitConfiguration {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = headerFieldBytesMax
        limits.maxHeaderListSize = headerBytesMax
        limits.maxHeaderFieldCount = headerFieldsMax
        return limits
    }

    /// What the decoder of requests refuses.
    static var decoder: HTTP1Channel.Configuration.DecoderConfiguration {
        .init(
            maxHeaderFieldSize: headerFieldBytesMax, maxHeaderListSize: headerBytesMax,
            maxHeaderFieldCount: headerFieldsMax)
    }
}
