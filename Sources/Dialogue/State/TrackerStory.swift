// What happened in a conversation, as test stories.

import TrainingData
import Vocabulary

extension Tracker {
    /// The conversation as a file of test stories: everything that was said and done, reverted
    /// turns included; listening and session starts are left out.
    ///
    /// - Parameter splittingSessions: one story a session (`<id>, story 1`, …) instead of one in
    ///   all.
    /// - Complexity: O(n).
    /// - Note: follows `get_test_stories` of rasa/server.py and the writers of
    ///   rasa/shared/core/training_data/story_writer (3.6.21).
    public func story(splittingSessions: Bool = false) -> String {
        var sessions: [[Event]] = splittingSessions ? [] : [[]]
        for event in events {
            let isStart = splittingSessions && event.actionName == "action_session_start"
            if isStart || sessions.isEmpty { sessions.append([]) }
            sessions[sessions.count - 1].append(event)
        }
        let stories = sessions.enumerated().map { number, events in
            Story(
                name: sessions.count == 1 ? conversation : "\(conversation), story \(number + 1)",
                steps: StorySteps(events).steps, isTest: true, place: StorySteps.noPlace)
        }
        return StoryWriter.yaml(StoryGraph(stories: stories), endsTexts: false)
    }
}

/// Turns events into the steps of a story.
private struct StorySteps {
    static let noPlace = SourcePlace(file: "")

    var steps: [StoryStep] = []
    private var heard: (place: Int, user: UserEvent, usesText: Bool)?
    private var hasListened = false

    init(_ events: [Event]) {
        for event in events { add(event.content) }
    }

    private mutating func add(_ content: Event.Content) {
        switch content {
        case .user(let user):
            heard = (steps.count, user, false)
            if let step = Self.step(user, usesText: false) { append(.user(step)) }
        case .userFeaturization(let usesText): correct { $0.usesText = usesText }
        case .entities(let found):
            correct { message in
                let known = message.user.entities
                let all = known + found.filter { !known.contains($0) }
                message.user.parse["entities"] = .array(all)
            }
        case .action(let action): add(action)
        case .slot(let name, let value):
            append(.slots([SlotAssignment(slot: name, value: value, place: Self.noPlace)]))
        case .activeLoop(let name): append(.activeLoop(name))
        case .restart, .sessionStarted: hasListened = false
        default: break
        }
    }

    private mutating func append(_ content: StoryStep.Content) {
        steps.append(StoryStep(content, place: Self.noPlace))
    }

    private mutating func add(_ action: ActionEvent) {
        hasListened = action.name == "action_listen"
        switch action.name {
        case "action_listen", "action_session_start", "action_unlikely_intent", "...": break
        case let name? where !name.isEmpty: append(.action(name))
        default: append(.bot(action.text ?? ""))
        }
    }

    /// Writes the step of the last message anew, after a policy decided by its text or found
    /// entities in it.
    private mutating func correct(
        _ change: (inout (place: Int, user: UserEvent, usesText: Bool)) -> Void
    ) {
        guard hasListened, var message = heard, message.place < steps.count,
            case .user = steps[message.place].content
        else { return }
        change(&message)
        heard = message
        if let step = Self.step(message.user, usesText: message.usesText) {
            steps[message.place].content = .user(step)
        } else {
            steps.remove(at: message.place)
        }
    }

    private static func step(_ user: UserEvent, usesText: Bool) -> UserStep? {
        let isNamed = !(user.intentName ?? "").isEmpty && !usesText
        let text = user.text.flatMap { $0.isEmpty ? nil : marked($0, user.entities) }
        guard isNamed || text != nil else { return nil }
        let intent = user.parse["intent"]?["full_retrieval_intent_name"]?.string
        return UserStep(
            intent: isNamed ? intent ?? user.intentName : nil, text: text,
            entities: text == nil ? user.entities.compactMap(entity) : [])
    }

    /// An entity of a message that has no text to mark it in.
    private static func entity(_ json: JSONValue) -> StoryEntity? {
        json["entity"]?.string.map {
            StoryEntity(
                name: $0, value: json["value"], role: json["role"]?.string,
                group: json["group"]?.string)
        }
    }

    /// The text with its entities as markup; markup that it holds already is read first.
    private static func marked(_ text: String, _ entities: [JSONValue]) -> String {
        let plain = ExampleMarkup(reading: text, at: noPlace).text
        let marks = entities.compactMap { entity -> (MarkedEntity, JSONValue)? in
            guard let name = entity["entity"]?.string, let start = entity["start"]?.int,
                let end = entity["end"]?.int, 0 <= start, start <= end
            else { return nil }
            let mark = MarkedEntity(
                name: name, span: TextSpan(start: start, end: end), value: "",
                role: entity["role"]?.string, group: entity["group"]?.string)
            return (mark, entity["value"] ?? .null)
        }
        return ExampleText.marked(plain, marks)
    }
}
