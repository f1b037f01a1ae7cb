// A piece of YAML with its place and its style, as a person wrote it.

/// A node of a YAML document. Scalars are kept as text: what `yes`, `012` or `1:30` mean is decided
/// by whoever reads the key.
public struct YAMLNode: Sendable, Hashable {
    /// What the node is.
    public indirect enum Content: Sendable, Hashable {
        /// Text, and how it was written.
        case scalar(String, ScalarStyle)
        /// A list.
        case sequence([YAMLNode])
        /// Keys and values in the order written. Duplicate keys are reported when the text is read.
        case mapping([(key: YAMLNode, value: YAMLNode)])

        /// Equal when the same kind holds equal parts.
        public static func == (left: Content, right: Content) -> Bool {
            switch (left, right) {
            case (.scalar(let a, let s), .scalar(let b, let t)): a == b && s == t
            case (.sequence(let a), .sequence(let b)): a == b
            case (.mapping(let a), .mapping(let b)): a.elementsEqual(b, by: ==)
            default: false
            }
        }

        /// Hashes the text of scalars and the size of collections.
        public func hash(into hasher: inout Hasher) {
            switch self {
            case .scalar(let text, _): hasher.combine(text)
            case .sequence(let items): hasher.combine(items)
            case .mapping(let members): hasher.combine(members.count)
            }
        }
    }

    /// How a scalar was written.
    public enum ScalarStyle: String, Sendable, Hashable {
        /// Without quotes.
        case plain
        /// In `'…'`.
        case singleQuoted
        /// In `"…"`.
        case doubleQuoted
        /// After `|`.
        case literal
        /// After `>`.
        case folded
    }

    /// What the node is.
    public var content: Content
    /// Where it starts.
    public var place: SourcePlace
    /// The explicit tag (`!!str`), if one was written.
    public var tag: String?

    /// A node.
    public init(_ content: Content, place: SourcePlace, tag: String? = nil) {
        self.content = content
        self.place = place
        self.tag = tag
    }
}

extension YAMLNode {
    /// The text of a scalar, whatever its style; `nil` for collections.
    public var text: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    /// The items of a sequence.
    public var items: [YAMLNode]? {
        if case .sequence(let items) = content { items } else { nil }
    }

    /// The members of a mapping.
    public var members: [(key: YAMLNode, value: YAMLNode)]? {
        if case .mapping(let members) = content { members } else { nil }
    }

    /// The value of a key of a mapping.
    public subscript(key: String) -> YAMLNode? {
        members?.first { $0.key.text == key }?.value
    }

    /// Whether this is a plain scalar that YAML reads as null (nothing, `~`, `null`).
    public var isNull: Bool {
        guard case .scalar(let text, .plain) = content else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }
}
