// Writes states of conversations into a section of a model file, and reads them.

import Learning
import TrainingData

extension SectionWriter {
    /// Writes states; slots by their names.
    mutating func write(states: [DialogueState], _ domain: DialogueDomain) {
        write(UInt32(states.count))
        for state in states {
            for text in [state.intent, state.text, state.previousAction, state.activeLoop] {
                write(text == nil ? UInt8(0) : 1)
                if let text { write(text) }
            }
            write(state.previousActionIsText ? UInt8(1) : 0)
            write(texts: state.entities)
            write(UInt32(state.slots.count))
            for feature in state.slots {
                write(domain.slots[feature.slot].name)
                write(array: feature.values)
            }
        }
    }
}

extension SectionReader {
    /// Reads states.
    ///
    /// - Throws: `SectionProblem` when the section holds something else, or a slot that the domain
    ///   does not have.
    mutating func states(_ domain: DialogueDomain) throws(SectionProblem) -> [DialogueState] {
        let count: UInt32 = try integer()
        var states: [DialogueState] = []
        for _ in 0..<count {
            var state = DialogueState()
            state.intent = try optionalText()
            state.text = try optionalText()
            state.previousAction = try optionalText()
            state.activeLoop = try optionalText()
            state.previousActionIsText = try integer(UInt8.self) != 0
            state.entities = try texts()
            let slots: UInt32 = try integer()
            for _ in 0..<slots {
                let name = try text()
                guard let number = domain.slotNumber(name) else {
                    throw SectionProblem("the domain has no slot '\(name)'")
                }
                state.slots.append(SlotFeature(slot: number, values: try array()))
            }
            states.append(state)
        }
        return states
    }

    private mutating func optionalText() throws(SectionProblem) -> String? {
        try integer(UInt8.self) == 0 ? nil : try text()
    }
}
