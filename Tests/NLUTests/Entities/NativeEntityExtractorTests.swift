import Learning
import NLU
import Testing
import TrainingData
import Vocabulary

@Suite("The native extractor as a component") struct NativeEntityExtractorTests {
    static let place = SourcePlace(file: "martlet.yml", line: 3)

    static func extractor(_ settings: ExtractionSettings = NativeCase.english)
        -> NativeEntityExtractor
    {
        NativeEntityExtractor(settings: settings, clock: { NativeCase.now })
    }

    @Test("entities carry name, place, value, extractor, certainty and what else is known")
    func entity() throws {
        var message = Message(text: "🎉 tomorrow at 3pm")
        Self.extractor().process(&message)
        let entity = try #require(message.entities.first)
        #expect(
            entity.json.text()
                == #"{"entity":"date","start":2,"end":17,"confidence_entity":1.0,"#
                + #""value":"2026-05-07T15:00:00+01:00","extractor":"MartletEntityExtractor","#
                + #""text":"tomorrow at 3pm","additional_info":{"grain":"hour"}}"#)
    }

    @Test("offsets count Unicode scalars, whatever stands before")
    func offsets() {
        var message = Message(text: "👩‍👩‍👧 e\u{301}té 🇩🇪 jo@example.org £5")
        Self.extractor().process(&message)
        #expect(message.entities.map { message.text(at: $0.span) } == ["jo@example.org", "£5"])
    }

    @Test("an entity of the same name at the same place is replaced, others stay")
    func replaced() {
        var message = Message(text: "mail jo@example.org")
        let span = TextSpan(start: 5, end: 19)
        for name in ["email", "address"] {
            message.entities.append(
                Entity(name: name, span: span, value: "jo", extractor: "DIETClassifier"))
        }
        Self.extractor().process(&message)
        #expect(message.entities.map(\.name) == ["address", "email"])
        #expect(message.entities.map(\.extractor) == ["DIETClassifier", "MartletEntityExtractor"])
    }

    @Test("a time without a day tells the next moment of that time")
    func next() throws {
        var message = Message(text: "at 9:30")
        Self.extractor().process(&message)
        let info = try #require(message.entities.first?.extra["additional_info"])
        #expect(info["next"] == "2026-05-07T09:30:00+01:00")
    }

    @Test("the same message and moment give the same entities")
    func deterministic() {
        let text = "call 01632 960417 on 5/6 or mail jo@example.org, budget £5k to £8k"
        var first = Message(text: text)
        var second = Message(text: text)
        Self.extractor().process(&first)
        Self.extractor().process(&second)
        #expect(first.entities == second.entities)
        #expect(first.entities.count == 4)
    }

    @Test("it trains from its options and needs nothing saved")
    func catalogue() throws {
        let options = ComponentOptions(
            name: NativeEntityExtractor.name,
            values: ["language": "de", "region": "AT", "kinds": ["phone"]], place: Self.place)
        let component = try NativeEntityExtractor.kind.load(.init(), options)
        var message = Message(text: "0664 1234567, jo@example.org")
        component.process(&message)
        #expect(message.entities.map(\.value) == ["+436641234567"])
    }

    @Test("settings that are missing follow the language")
    func standards() throws {
        let german = try ExtractionSettings(reading: ["language": "de"], at: Self.place)
        #expect(german.region == "DE")
        #expect(german.kinds == Set(NativeKind.allCases))
        let both = try ExtractionSettings(reading: ["language": ["en", "de"]], at: Self.place)
        #expect(both.languages == [.english, .german])
        #expect(both.region == "GB")
        let dates = try ExtractionSettings(reading: ["kinds": ["date"]], at: Self.place)
        #expect(dates.kinds == [.date, .time])
    }

    @Test("every mistake in the settings is told at once")
    func mistakes() throws {
        let options: JSONObject = [
            "language": "xx", "region": "Atlantis", "timezone": "Mars/Olympus",
            "kinds": ["email", "smell"],
        ]
        let failure = #expect(throws: DiagnosticFailure.self) {
            try ExtractionSettings(reading: options, at: Self.place)
        }
        let findings = try #require(failure).diagnostics
        #expect(findings.count == 4)
        #expect(findings.allSatisfy { $0.place == Self.place && $0.hint != nil })
    }

    @Test("English and German in one bot")
    func bilingual() {
        var settings = NativeCase.english
        settings.languages = [.english, .german]
        #expect(
            NativeCase.found("übermorgen or next week, twelve or zwölf", settings) == [
                "date|übermorgen|2026-05-08", "date|next week|2026-W20", "number|twelve|12",
                "number|zwölf|12",
            ])
    }

    @Test(
        "long messages of the worst kind are read in linear time",
        arguments: [
            "1.", "1 ", "a@", "@", "(http://", "0171 ", "+49 ", "in ", "und", "zwei ", "1-", "£",
            "3/5/", "www.a.", "half past ", "\u{308}", "🎉", "between 1 and ", "hundert", "-",
            "\u{200B}", "1:", "a.a", "Freitag, ", "one hundred and ", "(",
            "eins und zwanzig tausend ",
        ])
    func worstCases(piece: String) {
        let count = (piece == "(http://" ? 100_000 : 10_000) / piece.unicodeScalars.count
        let scalars = Array(String(repeating: piece, count: count).unicodeScalars)
        var settings = NativeCase.german
        settings.languages = [.german, .english]
        let found = NativeExtraction(settings).matches(
            in: scalars, secondsSince1970: NativeCase.now)
        #expect(found.count <= scalars.count)
    }

    @Test("any text is survived, and what is found lies inside it without overlaps")
    func fuzz() {
        let alphabet = Array(
            "0123456789 .,:;/-+@#()€£$'°½TZaehkmnpqruvw\u{308}ßäé🎉\u{200D}\n\t".unicodeScalars)
        let words = [
            "may", "in", "halb", "vor", "next", "und", "Uhr", "pm", "http://", "www.", "million",
            "bis", "and", "Montag", "of", "Q3", "k", "%", "um", "at", "zwei", "o'clock", "EUR",
        ].map { Array($0.unicodeScalars) }
        var state: UInt64 = 42
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<3000 {
            var scalars: [Unicode.Scalar] = []
            for _ in 0..<random(40) {
                if random(4) == 0 {
                    scalars += words[random(words.count)]
                } else {
                    scalars.append(alphabet[random(alphabet.count)])
                }
            }
            let settings = [NativeCase.english, NativeCase.german, NativeCase.american][random(3)]
            let moment = Double(random(4_000_000)) * 1000 - 1e9
            let found = NativeExtraction(settings).matches(in: scalars, secondsSince1970: moment)
            var end = 0
            for match in found {
                #expect(match.span.start >= end && match.span.end <= scalars.count)
                #expect(match.span.count > 0)
                end = match.span.end
            }
        }
    }

    @Test("config.yml cannot name it, martlet.yml switches it on behind the pipeline")
    func switchedOn() throws {
        #expect(ComponentCatalog.kind(named: NativeEntityExtractor.name) == nil)
        let settings = Sample.settings([("KeywordIntentClassifier", [:])])
        let extract = ComponentSettings(
            name: NativeEntityExtractor.name,
            options: ["language": ["en", "de"], "region": "GB", "kinds": ["email"]],
            place: Self.place)
        let (plan, findings) = PipelinePlan.read(
            settings, additions: [extract], data: Sample.data)
        #expect(findings.allSatisfy { $0.severity == .warning }, "\(findings)")
        let first = try Sample.train(plan)
        let loaded = try TrainedPipeline(sections: first.sections)
        for trained in [first, loaded] {
            let parsed = trained.pipeline().parseAtOnce("hello, mail jo@example.org")
            #expect(parsed.entities.map(\.value) == ["jo@example.org"])
        }
    }
}
