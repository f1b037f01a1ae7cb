// What the count vectors featurizer says about its options, and the parts it is made of.

import Learning
import Synchronization
import Testing
import TrainingData
import Vocabulary

@testable import NLU

struct CountVectorsTests {
    private func train(_ written: JSONObject) throws -> (CountVectorsFeaturizer, [Diagnostic]) {
        let notes = Mutex<[Diagnostic]>([])
        var input = FeaturizerGoldenTests.tokenised(Sample.data, alias: "f")
        input.watch = TrainingWatch(note: { note in notes.withLock { $0.append(note) } })
        let kind = CountVectorsFeaturizer.kind
        let component = try kind.train(input, FeaturizerGoldenTests.options(kind, written))
        return (try #require(component as? CountVectorsFeaturizer), notes.withLock { $0 })
    }

    @Test("Options that make no sense together are refused, all at once")
    func refused() {
        let error = #expect(throws: DiagnosticFailure.self) {
            try train(["min_ngram": 3, "max_ngram": 2, "max_df": 1.5])
        }
        #expect(error?.diagnostics.map(\.code) == ["option-value", "option-value"])
    }

    @Test("Options that do nothing are named")
    func withoutEffect() throws {
        let characters: JSONObject = ["analyzer": "char", "OOV_token": "x", "stop_words": ["a"]]
        #expect(try train(characters).1.map(\.code).count == 3)
        #expect(try train(["OOV_words": ["a"]]).1.count == 1)
        #expect(try train(["OOV_token": "nowhere"]).1.map(\.code) == ["oov-token-missing"])
        #expect(try train(["OOV_token": "hello"]).1.isEmpty)
        #expect(try train(["stop_words": "english"]).1.count == 1)
    }

    @Test("A vocabulary without n-grams is said to be so, and adds nothing")
    func empty() throws {
        let (featurizer, notes) = try train(["min_df": 1000])
        #expect(notes.map(\.code) == ["vocabulary-empty"])
        var message = Message(text: "hello")
        message.tokens = WhitespaceTokenizer().tokens(of: message.scalars)
        featurizer.process(&message)
        #expect(message.features.isEmpty)
    }

    @Test("Only the parts that are read are computed")
    func parts() throws {
        let (featurizer, _) = try train([:])
        var message = Message(text: "good morning")
        message.tokens = WhitespaceTokenizer().tokens(of: message.scalars)
        featurizer.giving([.tokens]).process(&message)
        featurizer.giving([.sentence]).process(&message)
        featurizer.giving([]).process(&message)
        #expect(message.features.map(\.tokens.count) == [2, 0])
        #expect(message.features.map { $0.sentence != nil } == [false, true])
    }

    @Test("Columns are sorted and counted whatever their number and order")
    func counting() {
        var state: UInt64 = 1
        for count in [0, 1, 2, 24, 25, 300, 3000] {
            var columns = (0..<count).map { _ -> Int32 in
                state = state &* 6_364_136_223_846_793_005 &+ 1
                return Int32(truncatingIfNeeded: state >> 33) & (count > 100 ? 0x3FF_FFFF : 15)
            }
            let wanted = Dictionary(columns.map { ($0, Float(1)) }, uniquingKeysWith: +)
            let row = ColumnCounter.row(&columns)
            #expect(row.columns == wanted.keys.sorted())
            #expect(row.values == row.columns.map { wanted[$0] })
        }
    }

    @Test("The table of hashes finds all it holds and nothing else, however it grew")
    func table() {
        var table = NgramTable()
        for number in 0..<Int32(5000) {
            let isNew = table.insert(NgramHash.of([UInt32(number), 7]), number: number)
            #expect(isNew)
        }
        let isNew = table.insert(NgramHash.of([3, 7]), number: 9)
        #expect(!isNew)
        #expect(table.count == 5000)
        for number in 0..<Int32(5000) {
            #expect(table.number(of: NgramHash.of([UInt32(number), 7])) == number)
            #expect(table.number(of: NgramHash.of([UInt32(number), 8])) == -1)
        }
    }

    @Test("Case and titles are Python's")
    func pythonCase() {
        #expect(PythonCase.lower("ΣΑΣ ΟΔΟΣ. Σ AΣ-B") == "σας οδος. σ aς-b")
        #expect(PythonCase.lower("İ") == "i\u{307}")
        func all(_ text: String) -> [Bool] {
            let scalars = Array(text.unicodeScalars)[...]
            return [
                PythonCase.isLower(scalars), PythonCase.isUpper(scalars),
                PythonCase.isTitle(scalars), PythonCase.isDigit(scalars),
            ]
        }
        #expect(all("") == [false, false, false, false])
        #expect(all("ab1") == [true, false, false, false])
        #expect(all("A1") == [false, true, true, false])
        #expect(all("They'Re ǅungla") == [false, false, true, false])
        #expect(all("²٣5") == [false, false, false, true])
        #expect(all("½") == [false, false, false, false])
    }
}
