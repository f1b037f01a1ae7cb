import Dialogue
import Foundation
import TestKit
import Testing
import Vocabulary

/// Conversations with scripted policies and action servers, as real Rasa ran them.
@Suite("Turns as Rasa runs them") struct TurnGoldenTests {
    static let golden: JSONValue = (try? Golden.json("turns")) ?? .null
    static let scenarios: [String] = (golden["scenarios"]?.array ?? []).compactMap {
        $0["name"]?.string
    }

    @Test("every event, message and call is Rasa's", arguments: scenarios)
    func scenario(_ name: String) async throws {
        let scenario = try #require(
            Self.golden["scenarios"]?.array?.first { $0["name"]?.string == name })
        let yaml = Self.golden["domains"]?.array?[scenario["domain"]?.int ?? 0].string
        var stage = TurnStage(try #require(yaml))
        var messages: [JSONValue] = []
        for step in scenario["steps"]?.array ?? [] {
            messages.append(.array(try await Self.play(step, &stage).map(JSONValue.object)))
        }
        let wanted = scenario["events"]?.array ?? []
        let events = stage.tracker.events.map { Self.plain($0.json) }
        let comparable = wanted.map { Self.plain($0.object ?? [:]) }
        // As text, so that the order of keys counts as well.
        #expect(events.map { $0.text() } == comparable.map { $0.text() })
        #expect(messages == scenario["messages"]?.array ?? [])
        #expect(Self.calls(stage.server) == scenario["calls"]?.array ?? [])
        stage.reload()
        let state = stage.tracker.json(.none, all: nil)
        #expect(state["slots"] == scenario["slots"])
        #expect(state["paused"] == scenario["paused"])
    }

    static func play(_ step: JSONValue, _ stage: inout TurnStage) async throws -> [JSONObject] {
        stage.clock.pass(step["wait"]?.double ?? 0)
        stage.server.answer(step["server"]?.object ?? [:])
        let script = (step["script"]?.array ?? []).compactMap(\.string)
        if let text = step["text"]?.string {
            return await stage.say(
                text, parse: step["parse"]?.object ?? [:], metadata: step["metadata"]?.object,
                script: script)
        }
        stage.reload()
        stage.policies.play(script)
        let sink = CollectingSink()
        let world = stage.world
        await stage.engine.startSession(&stage.tracker, metadata: nil, world: world, sink: sink)
        if let intent = step["trigger"]?.string {
            await stage.engine.trigger(
                intent: intent, entities: step["entities"] ?? .null, in: &stage.tracker,
                world: world, sink: sink)
        } else if let action = step["execute"]?.string {
            try await stage.engine.execute(
                action, policy: step["policy"]?.string, confidence: step["confidence"]?.double,
                in: &stage.tracker, world: world, sink: sink)
        }
        for event in step["events"]?.array ?? [] {
            var event = try Event(json: event, now: 1)
            event.metadata["model_id"] = "m1"
            event.metadata["assistant_id"] = "helper"
            stage.tracker.append(event)
        }
        return await sink.messages
    }

    /// An event without what differs from run to run.
    static func plain(_ event: JSONObject) -> JSONValue {
        var event = event
        event["timestamp"] = nil
        event["message_id"] = nil
        if var parse = event["parse_data"]?.object {
            parse["message_id"] = nil
            event["parse_data"] = .object(parse)
        }
        return .object(event)
    }

    /// What the action server was asked.
    static func calls(_ server: ScriptedServer) -> [JSONValue] {
        server.requests.map { request in
            let body = (try? JSONValue(parsing: request.body)) ?? .null
            let tracker = body["tracker"] ?? .null
            return [
                "action": body["next_action"] ?? .null,
                "events": .array(
                    (tracker["events"]?.array ?? []).map { $0["event"] ?? .null }),
                "slots": tracker["slots"] ?? .null,
                "latest_action_name": tracker["latest_action_name"] ?? .null,
                "active_loop": tracker["active_loop"]?["name"] ?? .null,
                "latest_text": tracker["latest_message"]?["text"] ?? .null,
                "followup_action": tracker["followup_action"] ?? .null,
            ]
        }
    }
}
