// What `config.yml` says.

public import Vocabulary

/// One entry of `pipeline:` or `policies:`.
public struct ComponentSettings: Sendable, Hashable {
    /// The component's name as written.
    public var name: String
    /// Its options in the order written, without `name`.
    public var options: JSONObject
    /// Where the entry stands.
    public var place: SourcePlace

    /// One entry.
    public init(name: String, options: JSONObject = [:], place: SourcePlace) {
        self.name = name
        self.options = options
        self.place = place
    }
}

/// The settings of a project.
public struct Settings: Sendable, Hashable {
    /// `recipe:`; `default.v1` is the only one served.
    public var recipe: String
    /// `language:`.
    public var language: String?
    /// `assistant_id:`.
    public var assistantID: String?
    /// `pipeline:`; `nil` when the key is missing or empty, so that a default is chosen.
    public var pipeline: [ComponentSettings]?
    /// `policies:`; `nil` when the key is missing or empty.
    public var policies: [ComponentSettings]?
    /// Where the settings stand.
    public var place: SourcePlace

    /// Settings.
    public init(
        recipe: String = "default.v1", language: String? = nil, assistantID: String? = nil,
        pipeline: [ComponentSettings]? = nil, policies: [ComponentSettings]? = nil,
        place: SourcePlace
    ) {
        self.recipe = recipe
        self.language = language
        self.assistantID = assistantID
        self.pipeline = pipeline
        self.policies = policies
        self.place = place
    }
}
