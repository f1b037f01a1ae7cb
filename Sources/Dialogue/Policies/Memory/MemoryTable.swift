// Remembers which action follows on which states.

/// Sequences of states with the action that follows; a sequence that different actions follow is
/// forgotten for good.
struct MemoryTable: Sendable {
    /// All states that occur, each once.
    private(set) var states: [DialogueState] = []
    /// The sequences, as numbers of states, in the order they were learned.
    private(set) var sequences: [[Int32]] = []
    /// The action that follows each sequence.
    private(set) var actions: [String] = []
    /// The number of states of the longest sequence.
    private(set) var lengthMax = 0
    private var stateNumbers: [DialogueState: Int32] = [:]
    private var places: [[Int32]: Int] = [:]

    /// An empty memory.
    init() {}

    /// A memory as it was saved.
    ///
    /// - Precondition: the numbers in `sequences` are those of `states`, one action a sequence.
    init(states: [DialogueState], sequences: [[Int32]], actions: [String]) {
        precondition(sequences.count == actions.count, "each sequence needs an action")
        self.states = states
        self.sequences = sequences
        self.actions = actions
        for (number, state) in states.enumerated() { stateNumbers[state] = Int32(number) }
        for (place, sequence) in sequences.enumerated() {
            places[sequence] = place
            lengthMax = max(lengthMax, sequence.count)
        }
    }

    /// Learns from the stories among conversations; glued ones are left out.
    ///
    /// - Parameter historyMax: how many states a sequence has at most; `nil` for all.
    init(_ conversations: [TrainingConversation], historyMax: Int?) {
        var states: [DialogueState] = []
        var numbers: [DialogueState: Int32] = [:]
        func number(of state: DialogueState) -> Int32 {
            if let number = numbers[state] { return number }
            let number = Int32(states.count)
            numbers[state] = number
            states.append(state)
            return number
        }
        var learned: [(key: [Int32], action: String?)] = []
        var found: [[Int32]: Int] = [:]
        for story in conversations where !story.isRule && !story.isAugmented {
            for turn in story.turns where turn.isPredictable {
                let key = story.states(before: turn, last: historyMax).map(number)
                if let place = found[key] {
                    if learned[place].action != turn.action { learned[place].action = nil }
                } else {
                    found[key] = learned.count
                    learned.append((key, turn.action))
                }
            }
        }
        let kept = learned.compactMap { entry in entry.action.map { (entry.key, $0) } }
        self.init(states: states, sequences: kept.map(\.0), actions: kept.map(\.1))
    }

    /// The action that follows on states; `nil` when it is not remembered.
    ///
    /// - Complexity: O(states asked for).
    func action(after asked: [DialogueState]) -> String? {
        guard asked.count <= lengthMax else { return nil }
        var key: [Int32] = []
        key.reserveCapacity(asked.count)
        for state in asked {
            guard let number = stateNumbers[state] else { return nil }
            key.append(number)
        }
        return places[key].map { actions[$0] }
    }
}
