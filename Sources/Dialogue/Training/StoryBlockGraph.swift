// Puts the pieces of stories into an order in which each comes after those that lead to it.

import TrainingData

/// The pieces of all stories, ordered, without cycles.
///
/// - Note: follows `StoryGraph` in structures.py (3.6.21): an edge that closes a cycle ends in a
///   sink of its own, from which the cycle is entered once more in the next round.
struct StoryBlockGraph {
    /// What names of checkpoints begin with that nobody wrote.
    static let generatedPrefix = "GENR_"

    private(set) var blocks: [StoryBlock]
    /// For each sink the checkpoint at which its conversations go on in the next round.
    private(set) var sources: [String: String] = [:]

    init(_ blocks: [StoryBlock]) {
        self.blocks = blocks
        removeCycles()
        self.blocks = Self.sorted(self.blocks).order.map { self.blocks[$0] }
    }

    private mutating func removeCycles() {
        let cyclic = Self.sorted(blocks).cyclic
        guard !cyclic.isEmpty else { return }
        var overlapping: Set<String> = []
        for (number, edge) in cyclic.enumerated() {
            overlapping.formUnion(cut(edge.from, edge.to, number: number))
        }
        removeUnused(overlapping)
    }

    /// Cuts the edge between two pieces; gives the checkpoints they shared.
    private mutating func cut(_ from: Int, _ to: Int, number: Int) -> Set<String> {
        let prefix = "\(Self.generatedPrefix)CYCL_"
        let sink = "\(prefix)SINK_\(number)"
        let connector = "\(prefix)CONN_\(number)"
        let source = "\(prefix)SRC_\(number)"
        sources[sink] = source
        let shared = Set(blocks[from].ends.map(\.name))
            .intersection(blocks[to].starts.map(\.name))
        let place = blocks[from].ends.last?.place ?? blocks[from].place
        blocks[from].ends.removeAll { shared.contains($0.name) }
        blocks[from].ends.append(StoryCheckpoint(name: sink, place: place))
        var needsConnector = false
        for index in blocks.indices {
            for start in blocks[index].starts where shared.contains(start.name) {
                var added = start
                added.name = index == to ? source : connector
                if index != to { needsConnector = true }
                let isThere = blocks[index].starts.contains {
                    $0.name == added.name && $0.conditions == added.conditions
                }
                if !isThere { blocks[index].starts.append(added) }
            }
        }
        if needsConnector {
            blocks[from].ends.append(StoryCheckpoint(name: connector, place: place))
        }
        return shared
    }

    private mutating func removeUnused(_ overlapping: Set<String>) {
        var starts: Set<String> = [StoryCheckpoint.start]
        var ends: Set<String> = [StoryCheckpoint.start]
        for block in blocks {
            starts.formUnion(block.starts.map(\.name))
            ends.formUnion(block.ends.map { sources[$0.name] ?? $0.name })
        }
        let unused = starts.symmetricDifference(ends)
        blocks = blocks.compactMap { block in
            var updated = block
            updated.starts.removeAll {
                unused.contains($0.name) && overlapping.contains($0.name)
            }
            updated.ends.removeAll {
                unused.contains($0.name) && $0.name.hasPrefix(Self.generatedPrefix)
            }
            let isLost =
                !block.starts.isEmpty && updated.starts.isEmpty
                || !block.ends.isEmpty && updated.ends.isEmpty
            return isLost ? nil : updated
        }
    }

    /// The pieces' numbers in topological order, and the edges that close a cycle (depth first).
    private static func sorted(
        _ blocks: [StoryBlock]
    ) -> (order: [Int], cyclic: [(from: Int, to: Int)]) {
        var byStart: [String: [Int]] = [:]
        for (index, block) in blocks.enumerated() {
            for start in block.starts { byStart[start.name, default: []].append(index) }
        }
        let next = blocks.map { block in
            Set(block.ends.flatMap { byStart[$0.name] ?? [] }).sorted()
        }
        enum Colour { case white, grey, black }
        var colours = [Colour](repeating: .white, count: blocks.count)
        var backwards: [Int] = []
        var cyclic: [(from: Int, to: Int)] = []
        for root in blocks.indices.reversed() where colours[root] == .white {
            var path = [(node: root, child: 0)]
            colours[root] = .grey
            while let (node, child) = path.last {
                guard child < next[node].count else {
                    colours[node] = .black
                    backwards.append(node)
                    path.removeLast()
                    continue
                }
                path[path.count - 1].child += 1
                let target = next[node][child]
                switch colours[target] {
                case .white:
                    colours[target] = .grey
                    path.append((target, 0))
                case .grey: cyclic.append((node, target))
                case .black: break
                }
            }
        }
        return (backwards.reversed(), cyclic.sorted { ($0.from, $0.to) < ($1.from, $1.to) })
    }
}
