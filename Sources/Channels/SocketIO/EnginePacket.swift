// Engine.IO 4: the packets both transports carry.

import Foundation

/// One packet of Engine.IO protocol 4.
public enum EnginePacket: Sendable, Hashable {
    /// Server → client, first of all: the handshake's JSON.
    case open(String)
    /// The other side leaves.
    case close
    /// Server → client as a heartbeat, client → server `probe` before an upgrade.
    case ping(String)
    /// The answer to a ping, with its words.
    case pong(String)
    /// Text for Socket.IO.
    case message(String)
    /// Bytes for Socket.IO.
    case binary([UInt8])
    /// Client → server: from now on through the new transport.
    case upgrade
    /// Server → client: ends a waiting poll.
    case noop

    /// How many packets one polling payload may hold.
    public static let payloadPacketsMax = 64
    /// What stands between the packets of a polling payload.
    private static let separator = "\u{1E}"

    /// The packet as text, as both transports send it; bytes as base64 behind `b`.
    public var text: String {
        switch self {
        case .open(let json): "0" + json
        case .close: "1"
        case .ping(let words): "2" + words
        case .pong(let words): "3" + words
        case .message(let text): "4" + text
        case .binary(let bytes): "b" + Data(bytes).base64EncodedString()
        case .upgrade: "5"
        case .noop: "6"
        }
    }

    /// Reads one packet; `nil` when it is none.
    public init?(_ text: String) {
        guard let first = text.unicodeScalars.first else { return nil }
        let rest = String(text.unicodeScalars.dropFirst())
        switch first {
        case "0": self = .open(rest)
        case "1": self = .close
        case "2": self = .ping(rest)
        case "3": self = .pong(rest)
        case "4": self = .message(rest)
        case "5": self = .upgrade
        case "6": self = .noop
        case "b":
            guard let bytes = Data(base64Encoded: rest) else { return nil }
            self = .binary(Array(bytes))
        default: return nil
        }
    }

    /// The body of a poll's answer.
    public static func payload(_ packets: [EnginePacket]) -> String {
        packets.map(\.text).joined(separator: separator)
    }

    /// Reads the body of a POST; `nil` when it is none or holds more than `payloadPacketsMax`.
    public static func packets(of payload: String) -> [EnginePacket]? {
        let parts = payload.unicodeScalars.split(
            separator: "\u{1E}", maxSplits: payloadPacketsMax, omittingEmptySubsequences: false)
        guard parts.count <= payloadPacketsMax else { return nil }
        var packets: [EnginePacket] = []
        for part in parts {
            guard let packet = EnginePacket(String(part)) else { return nil }
            packets.append(packet)
        }
        return packets
    }
}
