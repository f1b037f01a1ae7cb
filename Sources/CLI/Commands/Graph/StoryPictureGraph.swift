// Stories as a graph: the same steps after the same steps are one node.

import Dialogue
import TrainingData
import Vocabulary

/// The nodes and edges of a picture of stories.
struct StoryPictureGraph {
    /// One step.
    struct Node {
        /// What a step is, which decides how it is drawn.
        enum Kind {
            case start, user, action, end
        }

        let kind: Kind
        let label: String
        /// How many steps lie before it on the shortest way.
        var layer = 0
        /// Its place among the nodes of its layer.
        var position = 0
    }

    /// A step that follows another.
    struct Edge: Hashable {
        let from: Int
        let to: Int
    }

    /// How many nodes are drawn at most.
    static let nodesMax = 4_000

    private(set) var nodes: [Node] = [Node(kind: .start, label: "START")]
    private(set) var edges: [Edge] = []
    /// How many steps were left out because there were too many.
    private(set) var leftOut = 0
    private var known: [[String]: Int] = [:]
    private var knownEdges: Set<Edge> = []

    /// Joins unrolled stories and rules.
    ///
    /// - Parameter historyMax: how many steps must agree for two places to be one.
    init(_ conversations: [TrainingConversation], historyMax: Int) {
        nodes.append(Node(kind: .end, label: "END"))
        for conversation in conversations {
            var last = 0
            var path: [String] = []
            for (kind, label) in Self.steps(conversation) {
                path.append("\(kind) \(label)")
                let key = Array(path.suffix(historyMax))
                guard let node = node(key, kind, label) else {
                    leftOut += 1
                    continue
                }
                connect(last, node)
                last = node
            }
            connect(last, 1)
        }
        setLayers()
        setPositions()
    }

    private mutating func node(_ key: [String], _ kind: Node.Kind, _ label: String) -> Int? {
        if let node = known[key] { return node }
        guard nodes.count < Self.nodesMax else { return nil }
        nodes.append(Node(kind: kind, label: label))
        known[key] = nodes.count - 1
        return nodes.count - 1
    }

    private mutating func connect(_ from: Int, _ to: Int) {
        let edge = Edge(from: from, to: to)
        if from != to, knownEdges.insert(edge).inserted { edges.append(edge) }
    }

    private static func steps(_ conversation: TrainingConversation) -> [(Node.Kind, String)] {
        conversation.moments.compactMap { moment in
            switch moment.content {
            case .user(let user):
                let names = user.entities.compactMap { $0["entity"]?.string }
                let entities = names.isEmpty ? "" : " [\(names.joined(separator: ", "))]"
                let full = user.parse["intent"]?["full_retrieval_intent_name"]?.string
                return (.user, (full ?? user.intentName ?? "“\(user.text ?? "")”") + entities)
            case .action(let action):
                let name = action.nameOrText ?? ""
                return name == "action_listen" ? nil : (.action, name)
            case .activeLoop(nil): return (.action, "the form ends")
            default: return nil
            }
        }
    }

    /// Layers by the shortest way from the start; the end comes last.
    private mutating func setLayers() {
        var next: [[Int]] = nodes.map { _ in [] }
        for edge in edges { next[edge.from].append(edge.to) }
        var isSeen = nodes.map { _ in false }
        var queue = [0]
        isSeen[0] = true
        var first = 0
        while first < queue.count {
            let node = queue[first]
            first += 1
            for target in next[node] where !isSeen[target] && target != 1 {
                isSeen[target] = true
                nodes[target].layer = nodes[node].layer + 1
                queue.append(target)
            }
        }
        nodes[1].layer = (nodes.map(\.layer).max() ?? 0) + 1
    }

    /// Orders each layer by where its nodes come from and go to, a few times up and down.
    private mutating func setPositions() {
        var layers: [[Int]] = Array(repeating: [], count: nodes[1].layer + 1)
        for index in nodes.indices { layers[nodes[index].layer].append(index) }
        func number() {
            for layer in layers {
                for (position, node) in layer.enumerated() { nodes[node].position = position }
            }
        }
        number()
        var neighbours: [[Int]] = nodes.map { _ in [] }
        for edge in edges {
            neighbours[edge.from].append(edge.to)
            neighbours[edge.to].append(edge.from)
        }
        for round in 0..<8 {
            let isDown = round.isMultiple(of: 2)
            for layer in isDown ? Array(layers.indices) : layers.indices.reversed() {
                let other = isDown ? layer - 1 : layer + 1
                func centre(_ node: Int) -> Double {
                    let places = neighbours[node].filter { nodes[$0].layer == other }
                        .map { Double(nodes[$0].position) }
                    guard !places.isEmpty else { return Double(nodes[node].position) }
                    return places.reduce(0, +) / Double(places.count)
                }
                let centres = Dictionary(
                    uniqueKeysWithValues: layers[layer].map { ($0, centre($0)) })
                layers[layer].sort { (centres[$0] ?? 0, $0) < (centres[$1] ?? 0, $1) }
                for (position, node) in layers[layer].enumerated() {
                    nodes[node].position = position
                }
            }
        }
    }
}
