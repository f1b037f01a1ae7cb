// Questions that the knowledge base did not answer, grouped by likeness.

/// What was done about a group of questions.
public enum QuestionState: String, Sendable, Hashable, CaseIterable, Codable {
    /// Nothing yet.
    case new
    /// A draft of an article was begun.
    case drafted
    /// The wording was added to an article or to the NLU examples.
    case linked
    /// It shall not be shown for some time.
    case ignored
}

/// Questions that ask the same, as far as their words tell.
public struct QuestionGroup: Sendable, Hashable {
    /// What a hand-off after a question weighs beside the question itself.
    public static let handOffWeight = 4
    /// What a thumb down weighs beside the question itself.
    public static let thumbDownWeight = 2

    /// Its number.
    public var number: Int64
    /// What was done about it.
    public var state: QuestionState
    /// The locale of its questions; `nil` when it is not known.
    public var locale: String?
    /// The wording that stands for the group: the first.
    public var sample: String
    /// How often it was asked.
    public var count: Int
    /// How often a person was asked to take over afterwards.
    public var handOffs: Int
    /// How often an answer was said not to help.
    public var thumbsDown: Int
    /// When it was asked first, in seconds since 1970.
    public var first: Double
    /// When it was asked last, in seconds since 1970.
    public var last: Double
    /// The article that was drafted for it, or that it was linked to.
    public var article: String?
    /// Until when it is ignored, in seconds since 1970.
    public var ignoredUntil: Double?
    /// When asking again found all its wordings answered, in seconds since 1970.
    public var settled: Double?

    /// A group.
    public init(
        number: Int64, state: QuestionState = .new, locale: String?, sample: String,
        count: Int = 1, handOffs: Int = 0, thumbsDown: Int = 0, first: Double, last: Double,
        article: String? = nil, ignoredUntil: Double? = nil, settled: Double? = nil
    ) {
        self.number = number
        self.state = state
        self.locale = locale
        self.sample = sample
        self.count = count
        self.handOffs = handOffs
        self.thumbsDown = thumbsDown
        self.first = first
        self.last = last
        self.article = article
        self.ignoredUntil = ignoredUntil
        self.settled = settled
    }

    /// What groups are ranked by: how often it was asked and what that cost.
    public var cost: Int {
        count + Self.handOffWeight * handOffs + Self.thumbDownWeight * thumbsDown
    }
}

/// A wording of a group.
public struct QuestionWording: Sendable, Hashable {
    /// Its number.
    public var number: Int64
    /// The words, personal data masked.
    public var text: String
    /// How often they were used.
    public var count: Int
    /// When they were used last, in seconds since 1970.
    public var last: Double
    /// What the knowledge base said to them last.
    public var outcome: KnowledgeAnswer.Outcome

    /// A wording.
    public init(
        number: Int64, text: String, count: Int, last: Double, outcome: KnowledgeAnswer.Outcome
    ) {
        self.number = number
        self.text = text
        self.count = count
        self.last = last
        self.outcome = outcome
    }
}

/// Where an unanswered question goes.
public struct QuestionPlace: Sendable, Hashable {
    /// The group that it is like; `nil` for a group of its own.
    public var group: Int64?
    /// What the group is recognised by from now on; opaque to the store.
    public var shape: [UInt8]

    /// A place.
    public init(group: Int64?, shape: [UInt8]) {
        self.group = group
        self.shape = shape
    }
}

/// What a group is recognised by.
public struct QuestionShapeRecord: Sendable, Hashable {
    /// The group.
    public var group: Int64
    /// The locale of its questions.
    public var locale: String?
    /// The shape; opaque to the store.
    public var shape: [UInt8]

    /// A shape.
    public init(group: Int64, locale: String?, shape: [UInt8]) {
        self.group = group
        self.locale = locale
        self.shape = shape
    }
}
