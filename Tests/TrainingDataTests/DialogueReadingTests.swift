import Foundation
import Testing
import TrainingData
import Vocabulary

@Suite("Reading dialogue files") struct DialogueReadingTests {
    /// A node with one of its nodes replaced: the n-th in order.
    static func replacing(_ index: inout Int, in node: YAMLNode, by other: YAMLNode) -> YAMLNode {
        if index == 0 {
            index -= 1
            return YAMLNode(other.content, place: node.place)
        }
        index -= 1
        switch node.content {
        case .scalar: return node
        case .sequence(let items):
            var changed: [YAMLNode] = []
            for item in items { changed.append(replacing(&index, in: item, by: other)) }
            return YAMLNode(.sequence(changed), place: node.place)
        case .mapping(let members):
            var changed: [(key: YAMLNode, value: YAMLNode)] = []
            for (key, value) in members {
                changed.append((key, replacing(&index, in: value, by: other)))
            }
            return YAMLNode(.mapping(changed), place: node.place)
        }
    }

    static func count(_ node: YAMLNode) -> Int {
        switch node.content {
        case .scalar: 1
        case .sequence(let items): items.reduce(1) { $0 + count($1) }
        case .mapping(let members): members.reduce(1) { $0 + count($1.value) }
        }
    }

    static let odd: [YAMLNode] = {
        let place = SourcePlace(file: "")
        func scalar(_ text: String) -> YAMLNode { YAMLNode(.scalar(text, .plain), place: place) }
        return [
            scalar(""), scalar("12"), scalar("true"), scalar("text"), scalar("1e999"),
            YAMLNode(.sequence([]), place: place), YAMLNode(.mapping([]), place: place),
            YAMLNode(.sequence([scalar("a"), scalar("1"), scalar("")]), place: place),
            YAMLNode(
                .mapping([(scalar("a"), scalar("b")), (scalar("1"), scalar(""))]), place: place),
        ]
    }()

    @Test("whatever stands in place of any piece of a file, it is read, checked and written back")
    func mutations() {
        let domainText = DomainStoriesGolden.cases("domains").first?["yaml"]?.string ?? ""
        let storyText = DomainStoriesGolden.cases("stories").first?["yaml"]?.string ?? ""
        for text in [domainText, storyText] {
            guard let root = YAMLSource.read(text: text, file: "a.yml").root else {
                Issue.record("the file cannot be read")
                continue
            }
            #expect(Self.count(root) > 40)
            for position in 0..<Self.count(root) {
                // Two of the nine a position, so that every commit tries all of them somewhere.
                for other in [position % 9, (position + 4) % 9].map({ Self.odd[$0] }) {
                    var index = position
                    let changed = Self.replacing(&index, in: root, by: other)
                    let (domain, _) = DomainReader.read(changed)
                    let (stories, _) = StoryReader.read(changed)
                    _ = DataValidation.check(
                        domain: domain, training: TrainingSet(), stories: stories, settings: nil)
                    _ = domain.merging(domain).domain.actionNames
                    _ = domain.intents.map(domain.usedEntities)
                    #expect(!DomainWriter.yaml(domain).isEmpty)
                    #expect(!StoryWriter.yaml(stories).isEmpty)
                }
            }
        }
    }

    @Test("findings about a domain stand at the piece they are about, all at once")
    func places() {
        let text = """
            version: 3.1
            intents: [a, 12, a]
            slots:
              b:
                type: wild
                mappings:
                - type: from_entity
              c: {type: text, mappings: [{type: from_moon}]}
            responses:
              utter_a:
              - txet: hello
            actions: one
            """
        let found = DomainGoldenTests.read(text).1.map { "\($0.place) \($0.code)" }
        #expect(
            Set(found) == [
                "domain.yml:1:10 format-version", "domain.yml:2:14 domain-wrong-type",
                "domain.yml:2:18 domain-duplicate-name", "domain.yml:5:11 domain-slot-type",
                "domain.yml:7:7 domain-mapping-key", "domain.yml:8:37 domain-mapping-type",
                "domain.yml:11:5 domain-unknown-key", "domain.yml:11:5 domain-response-text",
                "domain.yml:12:10 domain-wrong-type",
            ])
    }

    @Test("retrieval intents of the NLU data are marked in the domain and get their actions")
    func joining() {
        let (domain, _) = DomainGoldenTests.read(
            """
            intents: [greet, {faq: {use_entities: [x]}}]
            entities: [x, y]
            responses:
              utter_faq/a: [{text: old}]
            actions: [action_b]
            """)
        let place = SourcePlace(file: "nlu.yml")
        let training = TrainingSet(
            examples: [
                TrainingExample(text: "q", intent: "faq", responseKey: "a", place: place),
                TrainingExample(text: "r", intent: "chat", responseKey: "b", place: place),
            ],
            responses: ["faq/a": [["text": "new"]], "chat/b": [["text": "b"]]])
        let joined = domain.joined(with: training)
        #expect(joined.retrievalIntents.sorted() == ["chat", "faq"])
        #expect(joined.actions.map(\.name) == ["action_b", "utter_chat", "utter_faq"])
        #expect(joined.responses.map(\.name) == ["utter_faq/a", "utter_chat/b"])
        #expect(joined.responses[0].variations[0].text == "new")
        #expect(
            joined.json["intents"]
                == [
                    ["chat": ["is_retrieval_intent": true]],
                    ["faq": ["used_entities": ["x"], "is_retrieval_intent": true]], "greet",
                ])
    }

    @Test("the sample assistant has no error and nothing that fails validation")
    func sample() {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("training-data")
        func read(_ path: String) -> YAMLReading {
            let data = (try? Data(contentsOf: root.appendingPathComponent(path))) ?? Data()
            return YAMLSource.read([UInt8](data), file: path)
        }
        let (domain, findings) = DomainReader.read(read("domain.yml").root)
        #expect(findings == [])
        #expect(domain.intents.count >= 25)
        let names = FileManager.default.enumerator(
            atPath: root.appendingPathComponent("data").path)?.allObjects
        var stories = StoryGraph()
        var parts: [TrainingSet] = []
        for name in (names as? [String] ?? []).sorted() where name.hasSuffix(".yml") {
            let reading = read("data/" + name)
            parts.append(NLUReader.read(reading).training)
            let (more, found) = StoryReader.read(reading.root)
            stories = stories.merging(more)
            #expect(found == [], "\(name)")
        }
        let training = TrainingSet.merged(parts).training
        let all = DataValidation.check(
            domain: domain, training: training, stories: stories, settings: nil)
        #expect(!DataValidation.fails(all, onWarnings: true), "\(all)")
    }
}
