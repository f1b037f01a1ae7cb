// Socket.IO 5: the packets inside Engine.IO's messages.

public import Vocabulary

/// One packet of Socket.IO protocol 5.
public struct SocketPacket: Sendable, Hashable {
    /// What it is.
    public enum Kind: Int, Sendable {
        case connect, disconnect, event, acknowledgement, connectError, binaryEvent
        case binaryAcknowledgement
    }

    /// How many pieces of bytes one packet may announce.
    public static let attachmentsMax = 16

    /// What it is.
    public var kind: Kind
    /// The namespace; `/` unless said otherwise.
    public var namespace: String
    /// The number of an event that wants an acknowledgement, or of the acknowledgement.
    public var id: Int?
    /// Its JSON; an event's is a list of its name and arguments.
    public var data: JSONValue?
    /// How many pieces of bytes follow.
    public var attachments: Int

    /// A packet.
    public init(_ kind: Kind, namespace: String = "/", id: Int? = nil, data: JSONValue? = nil) {
        self.kind = kind
        self.namespace = namespace
        self.id = id
        self.data = data
        attachments = 0
    }

    /// An event.
    public static func event(
        _ name: String, _ arguments: [JSONValue], namespace: String = "/"
    ) -> SocketPacket {
        SocketPacket(.event, namespace: namespace, data: .array([.string(name)] + arguments))
    }

    /// The packet as Engine.IO carries it.
    public var text: String {
        var text = String(kind.rawValue)
        if attachments > 0 { text += "\(attachments)-" }
        if namespace != "/" { text += namespace + "," }
        if let id { text += String(id) }
        if let data { text += data.text() }
        return text
    }

    /// Reads a packet: `<kind>[<attachments>-][<namespace>,][<id>][<JSON>]`; `nil` when it is none.
    public init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        guard let digit = rest.popFirst(), digit >= 0x30,
            let kind = Kind(rawValue: Int(digit) - 0x30)
        else { return nil }
        self.init(kind)
        if kind == .binaryEvent || kind == .binaryAcknowledgement {
            guard let count = Self.number(&rest), rest.popFirst() == UInt8(ascii: "-"),
                count <= Self.attachmentsMax
            else { return nil }
            attachments = count
        }
        if rest.first == UInt8(ascii: "/") {
            let end = rest.firstIndex(of: UInt8(ascii: ",")) ?? rest.endIndex
            // A query behind the namespace is the client's own affair.
            let name = rest[..<end].prefix { $0 != UInt8(ascii: "?") }
            namespace = String(decoding: name, as: UTF8.self)
            rest = rest[end...].dropFirst()
        }
        id = Self.number(&rest)
        if !rest.isEmpty {
            guard let value = try? JSONValue(parsing: Array(rest)) else { return nil }
            data = value
        }
    }

    /// Takes a number off the front; `nil` when there is none.
    private static func number(_ rest: inout ArraySlice<UInt8>) -> Int? {
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty, digits.count <= 15,
            let number = Int(String(decoding: digits, as: UTF8.self))
        else { return nil }
        rest = rest.dropFirst(digits.count)
        return number
    }
}
