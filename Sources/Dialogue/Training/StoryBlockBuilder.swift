// Cuts stories and rules into the pieces that lie between checkpoints.

import TrainingData
import Vocabulary

/// Cuts one story or rule into pieces.
///
/// - Note: follows story_step_builder.py and yaml_story_reader.py (3.6.21): alternatives make a
///   copy of the open pieces each, which meet again at a checkpoint of their own.
struct StoryBlockBuilder {
    private let story: Story
    private let domain: Domain
    private var finished: [StoryBlock] = []
    private var open: [StoryBlock] = []
    private var starts: [StoryCheckpoint] = []
    private var alternatives = 0
    private var findings: [Diagnostic] = []
    private let number: Int

    /// The pieces of a story; `number` keeps its own checkpoints apart from those of other stories.
    static func blocks(
        of story: Story, number: Int, domain: Domain
    ) -> (blocks: [StoryBlock], diagnostics: [Diagnostic]) {
        var builder = StoryBlockBuilder(story: story, number: number, domain: domain)
        builder.build()
        return (builder.finished, builder.findings)
    }

    private init(story: Story, number: Int, domain: Domain) {
        self.story = story
        self.number = number
        self.domain = domain
    }

    private mutating func build() {
        guard !story.steps.isEmpty else { return }
        let isRule = story.kind == .rule
        if isRule {
            for step in story.conditions { add(step) }
            if story.startsConversation != true { addSnippet(at: story.place) }
        }
        for step in story.steps { add(step) }
        if isRule, story.waitsForUserInput == false {
            addSnippet(at: story.steps.last?.place ?? story.place)
        }
        finished += open
        for index in finished.indices { finished[index].markUnpredictable() }
    }

    private mutating func addSnippet(at place: SourcePlace) {
        let action = ActionEvent(name: TrainingConversation.snippet)
        add([StoryBlockEvent(content: .plain(.action(action)), place: place)])
    }

    private mutating func add(_ step: StoryStep) {
        switch step.content {
        case .checkpoint(let name, let conditions):
            addCheckpoint(
                StoryCheckpoint(name: name ?? "", conditions: conditions, place: step.place))
        case .either(let steps): add(steps.flatMap { events(of: $0) })
        default: for event in events(of: step) { add([event]) }
        }
    }

    private func events(of step: StoryStep) -> [StoryBlockEvent] {
        func plain(_ content: Event.Content) -> [StoryBlockEvent] {
            [StoryBlockEvent(content: .plain(content), place: step.place)]
        }
        switch step.content {
        case .user(let user):
            return [StoryBlockEvent(content: .user(user), place: step.place)]
        case .action(let name): return plain(.action(ActionEvent(name: name)))
        case .bot(let text): return plain(.action(ActionEvent(name: nil, text: text)))
        case .slots(let slots):
            return slots.map {
                let value = $0.value(in: domain)
                return StoryBlockEvent(
                    content: .plain(.slot(name: $0.slot, value: value)), place: $0.place)
            }
        case .activeLoop(let name): return plain(.activeLoop(name))
        case .event(let name): return Self.event(named: name).map(plain) ?? []
        case .checkpoint, .either: return []
        }
    }

    /// The event that a step `action: restart` and the like stand for; `nil` when it changes nothing.
    private static func event(named name: String) -> Event.Content? {
        switch name {
        case "restart": .restart
        case "rewind": .rewind
        case "undo": .undo
        case "reset_slots": .resetSlots
        case "pause": .pause
        case "resume": .resume
        case "session_started": .sessionStarted
        case "export": .export
        default: nil
        }
    }

    /// Adds an event to all open pieces, or each of several to a copy of them.
    private mutating func add(_ events: [StoryBlockEvent]) {
        guard let first = events.first else { return }
        openBlocks()
        guard events.count > 1 else {
            for index in open.indices { open[index].events.append(first) }
            return
        }
        alternatives += 1
        let meeting = StoryCheckpoint(
            name: "\(StoryBlockGraph.generatedPrefix)OR_\(number)_\(alternatives)",
            place: first.place)
        open = open.flatMap { block in
            events.map { event in
                var copy = block
                copy.events.append(event)
                copy.ends = [meeting]
                return copy
            }
        }
    }

    private mutating func addCheckpoint(_ checkpoint: StoryCheckpoint) {
        guard !open.isEmpty else {
            starts.append(checkpoint)
            return
        }
        if !checkpoint.conditions.isEmpty {
            findings.append(
                Diagnostic(
                    .warning, "checkpoint-conditions",
                    "Conditions of the checkpoint '\(checkpoint.name)' count only where a story"
                        + " begins with it.",
                    hint: "Remove them here.", at: checkpoint.place))
        }
        var plain = checkpoint
        plain.conditions = []
        let copies = open.filter { !$0.ends.isEmpty }.map { block in
            var copy = block
            copy.ends = [plain]
            return copy
        }
        for index in open.indices where open[index].ends.isEmpty { open[index].ends = [plain] }
        open += copies
    }

    /// Makes sure that pieces are open; finished ones are put away.
    private mutating func openBlocks() {
        let unfinished = open.filter { $0.ends.isEmpty }
        finished += open.filter { !$0.ends.isEmpty }
        if !unfinished.isEmpty {
            open = unfinished
            return
        }
        var names: Set<String> = []
        var next = open.isEmpty ? starts : open.flatMap(\.ends)
        next = open.isEmpty ? next : next.filter { names.insert($0.name).inserted }
        if next.isEmpty {
            next = [StoryCheckpoint(name: StoryCheckpoint.start, place: story.place)]
        }
        open = [
            StoryBlock(
                name: story.name ?? "", isRule: story.kind == .rule, starts: next,
                place: story.place)
        ]
    }
}
