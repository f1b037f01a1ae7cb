// Settings by sections, each with the place of every key: `endpoints.yml` and `credentials.yml`.

public import Vocabulary

/// What `endpoints.yml` or `credentials.yml` says.
public struct SectionSettings: Sendable, Hashable {
    /// One section, such as `action_endpoint:` or `rest:`.
    public struct Section: Sendable, Hashable {
        /// The section's name.
        public let name: String
        /// What stands in it as written; `null` for nothing.
        public let value: JSONValue
        /// Where the section stands.
        public let place: SourcePlace
        /// Where each of its own keys stands.
        public let places: [String: SourcePlace]

        /// The value of a key of the section.
        public subscript(key: String) -> JSONValue? { value[key] }
    }

    /// The sections in the order written, without those that hold nothing in `endpoints.yml`.
    public let sections: [Section]
    /// The file.
    public let file: String

    /// Settings.
    public init(sections: [Section] = [], file: String) {
        self.sections = sections
        self.file = file
    }

    /// The section of a name.
    public subscript(name: String) -> Section? { sections.first { $0.name == name } }
}
