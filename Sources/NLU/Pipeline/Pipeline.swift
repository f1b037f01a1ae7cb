// A trained pipeline in service: text in, meaning out.

import Synchronization
public import Vocabulary

/// Understands messages by sending them through the components in order.
public struct Pipeline: MessageParser {
    private let components: [any Component]
    private let fetching: (any HTTPFetching)?
    private let notes: NoteOnce

    /// Whether a component must be awaited; without one `parse` never waits.
    public let isRemote: Bool

    /// A pipeline of trained steps. Features that no step behind a featurizer reads are not
    /// computed.
    ///
    /// - Parameters:
    ///   - steps: what to do and what was trained for it.
    ///   - fetching: for components that ask other processes; without it these find nothing.
    ///   - heed: called once for each different note a message got on the way.
    public init(
        _ steps: [TrainedStep], fetching: (any HTTPFetching)? = nil,
        heed: @escaping @Sendable (MessageNote) -> Void = { _ in }
    ) {
        components = steps.indices.map { index in
            guard let featurizer = steps[index].component as? any Featurizer else {
                return steps[index].component
            }
            let read = steps[(index + 1)...].map { $0.plan.kind.reads($0.plan.options) }
            return featurizer.giving(read.reduce(into: []) { $0.formUnion($1) })
        }
        self.fetching = fetching
        notes = NoteOnce(heed)
        isRemote = fetching != nil && components.contains { $0 is any RemoteComponent }
    }

    /// Understands one text. A text without scalars has tokens and no meaning, as in Rasa.
    public func parse(_ text: String) async -> ParsedMessage {
        guard isRemote else { return parseAtOnce(text) }
        var message = Message(text: text)
        for component in components {
            if let fetching, let remote = component as? any RemoteComponent {
                await remote.process(&message, fetching: fetching)
            } else {
                component.process(&message)
            }
        }
        notes.heed(message.notes)
        return message.parsed
    }

    /// Understands one text without waiting for anybody; remote components find nothing.
    public func parseAtOnce(_ text: String) -> ParsedMessage {
        var message = Message(text: text)
        process(&message)
        return message.parsed
    }

    /// Sends a message through all components but the remote ones.
    public func process(_ message: inout Message) {
        for component in components { component.process(&message) }
        notes.heed(message.notes)
    }
}

/// Passes each different note on once.
private final class NoteOnce: Sendable {
    /// How many different notes are remembered and passed on.
    private static let notesMax = 100

    private let seen = Mutex<Set<MessageNote>>([])
    private let action: @Sendable (MessageNote) -> Void

    init(_ action: @escaping @Sendable (MessageNote) -> Void) { self.action = action }

    func heed(_ notes: [MessageNote]) {
        for note in notes {
            let isNew = seen.withLock { seen in
                seen.count < Self.notesMax && seen.insert(note).inserted
            }
            if isNew { action(note) }
        }
    }
}
