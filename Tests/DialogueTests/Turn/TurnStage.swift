// A stage for turns: scripted policies, an action server of listed answers, a collecting sink.

import Dialogue
import Foundation
import Synchronization
import TrainingData
import Vocabulary

/// Chooses the actions of a script, then listens.
final class ScriptedPolicies: ActionChoosing {
    private let domain: DialogueDomain
    private let script = Mutex<[String]>([])

    init(_ domain: DialogueDomain) { self.domain = domain }

    func play(_ actions: [String]) { script.withLock { $0 = actions } }

    func predict(_ tracker: Tracker) -> PolicyPrediction {
        let name = script.withLock { $0.isEmpty ? "action_listen" : $0.removeFirst() }
        var probabilities = [Double](repeating: 0, count: domain.actionNames.count)
        if let number = domain.actionNumber(name) { probabilities[number] = 0.75 }
        var prediction = PolicyPrediction(
            probabilities: probabilities, policy: "Scripted", priority: 1)
        if tracker.latestActionName == "action_listen" {
            prediction.events = [.userFeaturization(usesText: false)]
        }
        return prediction
    }
}

/// Answers calls from lists and keeps them.
final class ScriptedServer: HTTPFetching {
    private struct State {
        var answers: [String: [JSONValue]] = [:]
        var requests: [FetchRequest] = []
    }

    private let state = Mutex(State())

    /// Sets what each action, or `*` for any request, is answered: `status` and `body`.
    func answer(_ answers: JSONObject) {
        state.withLock { state in
            state.answers = [:]
            for member in answers.members { state.answers[member.key] = member.value.array ?? [] }
        }
    }

    var requests: [FetchRequest] { state.withLock(\.requests) }

    func fetch(_ request: FetchRequest) async throws(Fault) -> FetchAnswer {
        let body = try? JSONValue(parsing: request.body)
        let name = body?["next_action"]?.string ?? "*"
        let answer: JSONValue = state.withLock { state in
            state.requests.append(request)
            let key = state.answers[name] == nil ? "*" : name
            guard let waiting = state.answers[key], let first = waiting.first else {
                return ["status": 404, "body": [:]]
            }
            if waiting.count > 1 { state.answers[key]?.removeFirst() }
            return first
        }
        if let fault = answer["fault"]?.string { throw Fault(.peerFailed, fault) }
        return FetchAnswer(
            status: answer["status"]?.int ?? 200, body: (answer["body"] ?? .null).bytes())
    }
}

/// Keeps what is said.
actor CollectingSink: ReplySink {
    nonisolated let outputChannel = "collector"
    private(set) var messages: [JSONObject] = []

    func say(_ reply: BotReply) { messages += reply.restMessages }
}

/// One conversation with a domain written as YAML.
struct TurnStage {
    let domain: DialogueDomain
    let policies: ScriptedPolicies
    let server = ScriptedServer()
    let engine: TurnEngine
    var tracker: Tracker
    let clock = Clock()
    let warnings = Warnings()
    var world: ActionWorld

    final class Clock: Sendable {
        private let time = Mutex(1_700_000_000.0)
        func now() -> Double {
            time.withLock {
                $0 += 0.125
                return $0
            }
        }
        func pass(_ seconds: Double) { time.withLock { $0 += seconds } }
    }

    final class Warnings: Sendable {
        private let texts = Mutex<[String]>([])
        func add(_ text: String) { texts.withLock { $0.append(text) } }
        var all: [String] { texts.withLock { $0 } }
    }

    init(_ yaml: String, predictionsMax: Int = TurnEngine.predictionsMax) {
        let domain = DialogueDomain(DomainReader.read(Self.node(yaml)).domain)
        self.domain = domain
        policies = ScriptedPolicies(domain)
        engine = TurnEngine(
            domain: domain, chooser: policies, modelID: "m1", assistantID: "helper",
            predictionsMax: predictionsMax)
        tracker = Tracker("someone", domain: domain)
        let (clock, warnings) = (clock, warnings)
        world = ActionWorld(
            fetching: server, actionEndpoint: ["url": "http://actions.example/webhook"],
            now: { clock.now() }, random: { _ in 0 }, warn: { warnings.add($0) })
    }

    static func node(_ yaml: String) -> YAMLNode? {
        YAMLSource.read(text: yaml, file: "domain.yml").root
    }

    /// Makes the tracker what Rasa's store in memory gives: the events of the latest session.
    mutating func reload() {
        let events = Array(tracker.events)
        let start =
            events.lastIndex {
                if case .action(let action) = $0.content {
                    action.name == "action_session_start"
                } else {
                    false
                }
            } ?? 0
        tracker = Tracker("someone", domain: domain, replaying: events[start...])
    }

    /// Says something and lets the assistant answer with the actions of a script.
    @discardableResult
    mutating func say(
        _ text: String, parse: JSONObject, metadata: JSONObject? = nil, script: [String] = []
    ) async -> [JSONObject] {
        reload()
        policies.play(script)
        let sink = CollectingSink()
        await engine.startSession(&tracker, metadata: metadata, world: world, sink: sink)
        let message = UserMessage(
            text: text, conversation: "someone", inputChannel: "rest", id: "id", metadata: metadata)
        await engine.log(message, parse: parse, in: &tracker, world: world, sink: sink)
        await engine.answer(&tracker, world: world, sink: sink)
        return await sink.messages
    }

    /// Says something whose intent is clear.
    @discardableResult
    mutating func say(intent: String, _ script: String...) async -> [JSONObject] {
        await say(
            "x", parse: ["intent": ["name": .string(intent)], "entities": []], script: script)
    }

    /// The names of the actions that ran.
    var actions: [String] {
        tracker.events.compactMap {
            if case .action(let action) = $0.content { action.nameOrText } else { nil }
        }
    }
}
