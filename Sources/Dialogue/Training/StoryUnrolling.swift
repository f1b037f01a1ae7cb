// Leads conversations through the pieces of stories, round by round, until nothing new is reached.

import TrainingData
import Vocabulary

/// One unrolling of either the stories or the rules of a project.
struct StoryUnrolling {
    private let graph: StoryBlockGraph
    private let blocks: [StoryBlock]
    private let isRule: Bool
    private let events: StoryEvents
    private var active: [String: [StoryWalk]] = [:]
    private var used: Set<String> = []
    private var unused: Set<String> = []
    private var finished: [StoryWalk] = []
    private var ends: [StoryWalk] = []
    private var endStates: Set<[DialogueState]> = []
    private var eventCount = 0
    private(set) var findings: [Diagnostic] = []

    init(graph: StoryBlockGraph, isRule: Bool, events: StoryEvents) {
        self.graph = graph
        self.isRule = isRule
        self.events = events
        blocks = graph.blocks.filter { $0.isRule == isRule }
    }

    /// All conversations, those that reached the end of a story last.
    mutating func run() -> [StoryWalk] {
        guard !blocks.isEmpty else { return [] }
        active[StoryCheckpoint.start] = [StoryWalk(domain: events.domain)]
        var before: Set<String> = []
        while active.contains(where: { !$0.value.isEmpty }) {
            unused = []
            for block in blocks { lead(through: block) }
            unused.formUnion(active.keys.filter { !used.contains($0) })
            active = active.filter { unused.contains($0.key) && $0.key != StoryCheckpoint.start }
            let isDone = unused == before || active.allSatisfy(\.value.isEmpty)
            before = unused
            if isDone { break }
        }
        let unreached = before.subtracting(used)
        for name in unreached.sorted() { finished += active[name] ?? [] }
        noteUnreached(unreached)
        return finished + ends
    }

    private mutating func lead(through block: StoryBlock) {
        var incoming: [StoryWalk] = []
        for start in block.starts {
            if let walks = active[start.name], !walks.isEmpty {
                incoming += walks.filter { holds(start.conditions, in: $0) }
                used.insert(start.name)
            } else if !used.contains(start.name) {
                unused.insert(start.name)
            }
        }
        guard !incoming.isEmpty else { return }
        let walks = process(block, bounded(distinct(incoming), at: block.place))
        for end in block.ends {
            let name = graph.sources[end.name] ?? end.name
            active[name, default: []] += walks
            if used.contains(name) { unused.insert(name) }
        }
        if block.ends.isEmpty {
            ends += walks.filter { endStates.insert($0.allStates).inserted }
        }
    }

    private mutating func process(_ block: StoryBlock, _ incoming: [StoryWalk]) -> [StoryWalk] {
        let moments = events.moments(of: block)
        guard !moments.isEmpty else { return [] }
        var walks: [StoryWalk] = []
        for walk in incoming {
            guard eventCount + walk.moments.count + moments.count <= StoryUnroller.eventsMax else {
                noteTooMany(at: block.place)
                break
            }
            var walk = walk
            walk.enter(block)
            for moment in moments {
                switch moment.content {
                case .undo, .rewind, .restart: finished.append(walk)
                default: break
                }
                walk.add(moment)
            }
            eventCount += walk.moments.count
            walks.append(walk)
        }
        return walks
    }

    private func holds(_ conditions: [SlotAssignment], in walk: StoryWalk) -> Bool {
        conditions.allSatisfy { condition in
            guard let number = events.domain.slotNumber(condition.slot) else {
                return condition.value?.isNull ?? true
            }
            let value = walk.tracker.state.slots.values[number]
            return value == condition.value
                || value.double != nil && value.double == condition.value?.double
        }
    }

    private func distinct(_ walks: [StoryWalk]) -> [StoryWalk] {
        guard walks.count > 1 else { return walks }
        var seen: Set<[DialogueState]> = []
        return walks.filter { seen.insert($0.allStates).inserted }
    }

    private mutating func bounded(_ walks: [StoryWalk], at place: SourcePlace) -> [StoryWalk] {
        guard walks.count > StoryUnroller.openMax else { return walks }
        noteTooMany(at: place)
        return Array(walks.prefix(StoryUnroller.openMax))
    }

    private mutating func noteTooMany(at place: SourcePlace) {
        guard !findings.contains(where: { $0.code == "story-ways" }) else { return }
        findings.append(
            Diagnostic(
                .warning, "story-ways",
                "Checkpoints and alternatives open more ways through the stories than can be"
                    + " learned; some are left out from here on.",
                hint: "Write fewer 'or' steps and checkpoints in a row.", at: place))
    }

    private mutating func noteUnreached(_ names: Set<String>) {
        if names.contains(StoryCheckpoint.start), let first = blocks.first {
            findings.append(
                Diagnostic(
                    .warning, "story-no-beginning",
                    "Every story begins with a checkpoint, so none can begin.",
                    hint: "Let at least one story begin without a checkpoint.", at: first.place))
        }
        var seen: Set<[String]> = []
        func isNew(_ name: String, _ block: StoryBlock, _ side: String) -> Bool {
            names.contains(name) && name != StoryCheckpoint.start
                && !name.hasPrefix(StoryBlockGraph.generatedPrefix)
                && seen.insert([side, name, block.name]).inserted
        }
        for block in blocks {
            for start in block.starts where isNew(start.name, block, "start") {
                findings.append(
                    Diagnostic(
                        .warning, "checkpoint-unreached",
                        "No story ends with the checkpoint '\(start.name)', with which"
                            + " '\(block.name)' begins; the story is left out.",
                        hint: "Remove the checkpoint, or end a story with it.", at: start.place))
            }
            for end in block.ends where isNew(end.name, block, "end") {
                findings.append(
                    Diagnostic(
                        .warning, "checkpoint-unused",
                        "No story begins with the checkpoint '\(end.name)', with which"
                            + " '\(block.name)' ends.",
                        hint: "Remove the checkpoint, or begin a story with it.", at: end.place))
            }
        }
    }
}
