// What `martlet.yml` says: settings that only Martlet reads; Rasa ignores the file.

/// The settings of `martlet.yml`.
public struct MartletSettings: Sendable, Hashable {
    /// Which addresses that a request or a setting names may be called.
    public struct Network: Sendable, Hashable {
        /// `allow_private_addresses:`, whether private, loopback and link-local addresses may be
        /// called; `false` unless written.
        public var allowsPrivateAddresses = false
        /// `allow:`, hosts that may be called wherever they are.
        public var hosts: [String] = []

        /// What holds when nothing is written: private addresses are refused.
        public init() {}
    }

    /// How many messages the server takes a minute.
    public struct Limits: Sendable, Hashable {
        /// `messages_per_minute: {sender: …}`, of one conversation; 0 for no bound, `nil` when it
        /// is not written.
        public var senderPerMinute: Int?
        /// `messages_per_minute: {address: …}`, from one address; likewise.
        public var addressPerMinute: Int?

        /// Nothing is written.
        public init() {}
    }

    /// `pipeline:`, in place of the one of `config.yml`; `nil` when the key is missing.
    public var pipeline: [ComponentSettings]?
    /// `extract:`, the options of the native extractor (`language`, `region`, `timezone`, `kinds`)
    /// under the name `extract`; `nil` when it is switched off.
    public var extract: ComponentSettings?
    /// `network:`.
    public var network = Network()
    /// `limits:`.
    public var limits = Limits()
    /// `knowledge_base:`; `nil` when conversations don't ask the knowledge base.
    public var knowledge: KnowledgeSettings?

    /// What holds without the file.
    public init() {}
}
