// What a step of the pipeline is, in training and in service.

public import Learning
public import TrainingData
public import Vocabulary

/// A trained step of the pipeline. Immutable; many messages may pass at once.
public protocol Component: Sendable {
    /// Adds what the component finds to the message. Must not fail and must not depend on anything
    /// but the message: the same message gives the same result.
    func process(_ message: inout Message)

    /// Writes everything that `load` of the component's catalogue entry needs, under names that
    /// start with nothing (the caller prefixes them). The same component writes the same bytes.
    func save(to file: inout ModelSections)
}

/// A step that must ask another process; it is awaited in its place in the pipeline.
public protocol RemoteComponent: Component {
    /// Adds what the other process says; adds nothing, and logs, when it does not answer in time.
    func process(_ message: inout Message, fetching: any HTTPFetching) async
}

/// An example on its way through training: the message as the components so far left it, and what
/// it should be understood as.
public struct LabelledMessage: Sendable {
    /// The message with tokens and features of the components before.
    public var message: Message
    /// What it should be understood as.
    public let example: TrainingExample

    /// An example with nothing computed yet.
    public init(example: TrainingExample) {
        self.example = example
        message = Message(text: example.text)
    }
}

/// What a component is trained from.
public struct TrainingInput: Sendable {
    /// All examples, in the order of the data, featurised by the components before.
    public var messages: [LabelledMessage]
    /// The data as read: synonyms, patterns, lookups, responses.
    public var data: TrainingSet
    /// `language:` of the settings, `en` when missing.
    public var language: String
    /// The component's instance name, unique in the pipeline.
    public var alias: String
    /// Components before this one, by alias in order (for what they know, such as vocabularies).
    public var before: [(alias: String, component: any Component)]
    /// Whether a classifier of intents, or an extractor of entities, stands before this component.
    public var watch: TrainingWatch

    /// What a component is trained from.
    public init(
        messages: [LabelledMessage], data: TrainingSet, language: String, alias: String,
        before: [(alias: String, component: any Component)], watch: TrainingWatch
    ) {
        self.messages = messages
        self.data = data
        self.language = language
        self.alias = alias
        self.before = before
        self.watch = watch
    }
}

/// How a training tells where it stands and learns that it should stop.
public struct TrainingWatch: Sendable {
    /// Called with the step's name, how much of it is done (0...1) and a short remark such as the
    /// loss; called at most some hundred times a step.
    public var progress: @Sendable (_ step: String, _ done: Double, _ remark: String) -> Void
    /// Called for each thing worth telling once: an option without effect, an early stop.
    public var note: @Sendable (Diagnostic) -> Void
    /// Whether the training should stop; asked between batches.
    public var isCancelled: @Sendable () -> Bool

    /// A watch.
    public init(
        progress: @escaping @Sendable (String, Double, String) -> Void = { _, _, _ in },
        note: @escaping @Sendable (Diagnostic) -> Void = { _ in },
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        self.progress = progress
        self.note = note
        self.isCancelled = isCancelled
    }

    /// Throws when the training should stop.
    ///
    /// - Throws: `Fault` `.cancelled`.
    public func check() throws(Fault) {
        if isCancelled() { throw Fault(.cancelled, "The training was stopped.") }
    }
}
