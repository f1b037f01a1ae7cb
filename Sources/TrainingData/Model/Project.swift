// A whole project as it was read: settings, domain, NLU data, stories, and what is wrong with them.

/// Everything a project says, and every finding about its files.
public struct Project: Sendable {
    /// `config.yml`.
    public var settings: Settings
    /// The domain of all domain files, not yet joined with the NLU data (`Domain.joined(with:)`).
    public var domain = Domain()
    /// NLU data of all files; its responses are those of retrieval intents and those that stand in
    /// data files, a domain's counting more.
    public var training = TrainingSet()
    /// Stories and rules of the data files.
    public var stories = StoryGraph()
    /// Test stories: those in files named `test_…` among the data files and in the test folders.
    public var tests = StoryGraph()
    /// `endpoints.yml`; `nil` when there is none.
    public var endpoints: SectionSettings?
    /// `credentials.yml`; `nil` when there is none.
    public var credentials: SectionSettings?
    /// `martlet.yml`.
    public var martlet = MartletSettings()
    /// All findings about all files, by place.
    public var diagnostics: [Diagnostic] = []
    /// Names of the files that were read, sorted.
    public var files: [String] = []

    /// A project that says nothing but its settings.
    public init(settings: Settings) { self.settings = settings }

    /// The NLU pipeline: that of `martlet.yml`, else that of `config.yml`; `nil` for neither.
    public var pipeline: [ComponentSettings]? { martlet.pipeline ?? settings.pipeline }

    /// Whether an error is among the findings.
    public var failed: Bool { diagnostics.contains { $0.severity == .error } }
}

extension Diagnostic {
    /// How many findings a project shows at most.
    static let shownMax = 1000

    /// Each finding once, by place; when there are more than `shownMax`, errors come before
    /// warnings and a last finding says how many are left out.
    public static func sorted(_ findings: [Diagnostic]) -> [Diagnostic] {
        var seen: Set<Diagnostic> = []
        let distinct = findings.filter { seen.insert($0).inserted }
        func byPlace(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
            (left.place, right.severity, left.code, left.message)
                < (right.place, left.severity, right.code, right.message)
        }
        guard distinct.count > shownMax else { return distinct.sorted(by: byPlace) }
        let errors = distinct.filter { $0.severity == .error }.sorted(by: byPlace)
        let warnings = distinct.filter { $0.severity == .warning }.sorted(by: byPlace)
        var shown = Array((errors + warnings).prefix(shownMax)).sorted(by: byPlace)
        shown.append(
            Diagnostic(
                .warning, "more-findings",
                "\(distinct.count - shownMax) more findings are not shown.",
                hint: "Correct the ones above first.", at: shown[shownMax - 1].place))
        return shown
    }
}
