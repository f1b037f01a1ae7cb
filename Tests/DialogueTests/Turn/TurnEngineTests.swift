import Dialogue
import Testing
import Vocabulary

@Suite("Turns") struct TurnEngineTests {
    static let yaml = """
        intents: [go]
        responses:
          utter_a: [{text: "a"}]
          utter_b: [{text: "b"}]
        actions: [action_work]
        """

    static func working(_ events: JSONValue) -> JSONObject {
        ["action_work": [["status": 200, "body": ["events": events, "responses": []]]]]
    }

    @Test("an action that takes itself back for ever is stopped, and the log says so")
    func endlessUndo() async {
        var stage = TurnStage(Self.yaml)
        stage.server.answer(Self.working([["event": "undo"]]))
        await stage.say(
            intent: "go", "action_work", "action_work", "action_work", "action_work", "action_work",
            "action_work", "action_work", "action_work", "action_work", "action_work",
            "action_work", "action_work", "utter_a")
        #expect(stage.actions.filter { $0 == "action_work" }.count == 12)
        stage = TurnStage(Self.yaml, predictionsMax: 2)
        stage.server.answer(Self.working([["event": "undo"]]))
        let many = [String](repeating: "action_work", count: 100)
        await stage.say("x", parse: ["intent": ["name": "go"], "entities": []], script: many)
        #expect(stage.server.requests.count == 10)
        #expect(stage.warnings.all.last?.contains("too many actions") == true)
    }

    @Test("a conversation at the limit is silent, and heard again after a while")
    func revival() async {
        var stage = TurnStage(Self.yaml, predictionsMax: 3)
        let many = [String](repeating: "utter_a", count: 9)
        let first = await stage.say(
            "x", parse: ["intent": ["name": "go"], "entities": []], script: many)
        #expect(first.count == 3)
        #expect(await stage.say(intent: "go", "utter_b").isEmpty)
        stage.clock.pass(TurnEngine.silenceSeconds)
        #expect(await stage.say(intent: "go", "utter_b").map { $0["text"] } == ["b"])
    }

    @Test("an unknown action can't be executed")
    func unknown() async {
        var stage = TurnStage(Self.yaml)
        await #expect(throws: Fault.self) {
            try await stage.engine.execute(
                "action_missing", policy: nil, confidence: nil, in: &stage.tracker,
                world: stage.world, sink: CollectingSink())
        }
    }

    @Test("the scores of a follow-up action are its own")
    func scores() {
        var stage = TurnStage(Self.yaml)
        stage.tracker.append(Event(.followup("utter_b"), timestamp: 1))
        let prediction = stage.engine.scores(stage.tracker)
        #expect(prediction.policy == "followup_action")
        #expect(prediction.probabilities.filter { $0 == 1 }.count == 1)
    }

    @Test("a message without an id gets one of 32 digits, and white space at its ends goes")
    func message() async {
        var stage = TurnStage(Self.yaml)
        let message = UserMessage(text: " hi\n", conversation: "someone", inputChannel: "rest")
        await stage.engine.log(
            message, parse: [:], in: &stage.tracker, world: stage.world, sink: CollectingSink())
        let user = stage.tracker.latestUser
        #expect(user?.text == "hi")
        #expect(user?.messageID?.count == 32)
        #expect(
            stage.tracker.events.last?.metadata == ["model_id": "m1", "assistant_id": "helper"])
    }
}

@Suite("Reminders of a turn") struct ReminderChangesTests {
    static func reminder(_ name: String, at time: Double = 5) -> Event {
        Event(
            .reminder(
                Reminder(intent: "i", dateTime: "2030-01-01T00:00:00+00:00", name: name)),
            timestamp: time)
    }
    static let action = Event(.action(ActionEvent(name: "a")), timestamp: 4)

    @Test("a reminder is scheduled once, the last of its name")
    func scheduled() {
        let changes = ReminderChanges(
            [Self.action, Self.reminder("r"), Self.action, Self.reminder("r", at: 7)], in: "c",
            pending: [])
        #expect(changes.scheduled.map(\.logged) == [7])
        #expect(changes.scheduled.map(\.due) == [1_893_456_000])
        #expect(changes.cancelled.isEmpty)
    }

    @Test("a cancellation counts after the reminders of its action, and for earlier ones")
    func cancelled() {
        let cancel = Event(.cancelReminder(name: "r", intent: nil, entities: nil), timestamp: 6)
        let pending = ReminderChanges(
            [Self.reminder("r"), Self.reminder("s")], in: "c", pending: [])
        #expect(pending.scheduled.count == 2)
        let one = ReminderChanges(
            [Self.action, cancel], in: "c", pending: pending.scheduled)
        #expect(one.cancelled == ["r"])
        #expect(one.scheduled.isEmpty)
        let same = ReminderChanges([Self.action, cancel, Self.reminder("r")], in: "c", pending: [])
        #expect(same.scheduled.isEmpty)
        let later = ReminderChanges(
            [Self.action, cancel, Self.action, Self.reminder("r")], in: "c", pending: [])
        #expect(later.scheduled.count == 1)
        let all = Event(.cancelReminder(name: nil, intent: nil, entities: .null), timestamp: 6)
        #expect(
            ReminderChanges([all], in: "c", pending: pending.scheduled).cancelled == ["r", "s"])
    }

    @Test("thousands of reminders are no work")
    func many() {
        let events = (0..<20_000).map { Self.reminder("r\($0 % 10_000)") }
        #expect(ReminderChanges(events, in: "c", pending: []).scheduled.count == 10_000)
    }

    @Test("a message or a restart after it makes a reminder void")
    func void() {
        let domain = TurnStage(TurnEngineTests.yaml).domain
        var tracker = Tracker("c", domain: domain)
        tracker.append(Self.reminder("r"))
        var reminder = Reminder(intent: "i", dateTime: "", name: "r")
        #expect(tracker.isStillDue(reminder))
        tracker.append(Event(.user(UserEvent(text: "hi")), timestamp: 9))
        #expect(!tracker.isStillDue(reminder))
        reminder.endsWithUserMessage = false
        #expect(tracker.isStillDue(reminder))
        tracker.append(Event(.restart, timestamp: 10))
        #expect(!tracker.isStillDue(reminder))
    }
}
