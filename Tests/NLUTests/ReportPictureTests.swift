import Foundation
import Testing
import Vocabulary

@testable import NLU

@Suite("Report tables and pictures") struct ReportPictureTests {
    static func outcomes(_ pairs: [(String, String)]) -> [LabelOutcome] {
        pairs.map { LabelOutcome(text: "t", target: $0.0, predicted: $0.1, confidence: 0.5) }
    }

    static func matrix(_ pairs: [(String, String)]) -> ConfusionMatrix {
        ConfusionMatrix(targets: pairs.map(\.0), predictions: pairs.map(\.1))
    }

    /// Whether every tag is closed in order and nothing stands where XML forbids it.
    static func isXML(_ text: String) -> Bool {
        var open: [Substring] = []
        for piece in text.split(separator: "<") {
            guard let end = piece.firstIndex(of: ">") else {
                return false
            }
            let tag = piece[..<end]
            let name = tag.prefix { !$0.isWhitespace && $0 != "/" }
            if tag.first == "/" {
                guard open.popLast() == tag.dropFirst() else { return false }
            } else if tag.last != "/" {
                open.append(name)
            }
            let content = piece[piece.index(after: end)...]
            if content.contains(">") { return false }
            for part in piece.split(separator: "&", omittingEmptySubsequences: false).dropFirst()
            where !["amp;", "lt;", "gt;", "quot;"].contains(where: { part.hasPrefix($0) }) {
                return false
            }
        }
        let forbidden = text.unicodeScalars.contains {
            $0.value < 0x20 && $0 != "\n" || $0.value & 0xFFFE == 0xFFFE
        }
        return open.isEmpty && !forbidden
    }

    @Test("the text table numbers rows and columns and lists the commonest mistakes")
    func table() {
        let matrix = Self.matrix([
            ("bye", "bye"), ("bye", "greet"), ("bye", "greet"), ("greet", "greet"),
            ("greet", ""), ("order", "order"),
        ])
        #expect(
            matrix.table(title: "Intents") == """
                Intents

                Rows: what it is. Columns: what was predicted.

                          1 2 3 4
                1  (none) . . . .
                2  bye    . 1 2 .
                3  greet  1 . 1 .
                4  order  . . . 1

                Commonest mistakes:
                     2  bye → greet
                     1  greet → (none)

                """)
    }

    @Test("pictures are well-formed, whatever the labels are")
    func wellFormed() {
        let odd = ["<a href=\"x\">&", "\u{0}\u{1F}\u{FFFE}", "ünï 日本 🎉", "", "a\nb", "]]>"]
        let matrix = Self.matrix(odd.flatMap { one in odd.map { (one, $0) } })
        #expect(Self.isXML(ConfusionPicture(matrix, title: "<&>").svg()))
        #expect(Self.isXML(ConfusionPicture(Self.matrix([]), title: "").svg()))
        var sample = ConfidenceSample()
        for value in [0, 1, 0.5, -3, 7, .nan, .infinity, 1e300] {
            sample.add(value, isHit: value > 0.4)
        }
        #expect(Self.isXML(ConfidencePicture(sample, title: "<&>").svg()))
        #expect(Self.isXML(ConfidencePicture(ConfidenceSample(), title: "").svg()))
    }

    @Test("of very many labels the picture shows those with most mistakes, and says so")
    func many() {
        var pairs = (0..<5000).map { ("label\($0)", "label\($0)") }
        pairs.append(("label4711", "label4712"))
        let picture = ConfusionPicture(Self.matrix(pairs), title: "Intents").svg()
        #expect(picture.contains("the 200 of 5000 labels with most mistakes"))
        #expect(picture.contains(">label4711<"))
        #expect(picture.utf8.count < 500_000)
        #expect(Self.matrix(pairs).table(title: "Intents").utf8.count < 2000)
    }

    @Test("ink contrasts with every shade by at least 4.5 to 1")
    func contrast() {
        for scale in [ColourScale.hits(largest: 100), .mistakes(largest: 100)] {
            for step in 0...100 {
                let place = Double(step) / 100
                let paper = Self.luminance(scale.fill(at: place))
                let ink = Self.luminance(scale.ink(at: place))
                let contrast = (max(paper, ink) + 0.05) / (min(paper, ink) + 0.05)
                #expect(contrast >= 4.5, "\(place): \(contrast)")
            }
        }
    }

    private static func luminance(_ colour: String) -> Double {
        let value = Int(colour.dropFirst(), radix: 16) ?? 0
        let parts = [value >> 16, value >> 8 & 255, value & 255].map { part in
            let share = Double(part) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    @Test("confidences are counted by equal steps, the ends included")
    func tally() {
        #expect(ConfidenceSample.tally([0, 0.1, 0.25, 0.5, 0.99, 1], bins: 4) == [2, 1, 1, 2])
    }

    @Test("an axis has at most five steps of 1, 2 or 5 times a power of ten")
    func steps() {
        #expect([0, 1, 5, 6, 23, 49, 956].map(ConfidencePicture.step) == [1, 1, 1, 2, 5, 10, 200])
    }

    @Test("a folder gets pictures and tables, and loses what an earlier run left")
    func folder() throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("pictures-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let outcomes = NLUOutcomes(intents: Self.outcomes([("a", "a"), ("b", "a")]))
        let folder = ReportFolder(path: path)
        #expect(
            try folder.write(NLUEvaluation(outcomes)) == [
                "intent_report.json", "intent_errors.json", "intent_confusion_matrix.svg",
                "intent_confusion_matrix.txt", "intent_histogram.svg",
            ])
        let better = NLUOutcomes(intents: Self.outcomes([("a", "a"), ("b", "b")]))
        try ReportFolder(path: path, options: .init(plots: false)).write(NLUEvaluation(better))
        #expect(!FileManager.default.fileExists(atPath: path + "/intent_errors.json"))
    }

    @Test("a folder that cannot be made is a fault")
    func noFolder() {
        let outcomes = NLUOutcomes(intents: Self.outcomes([("a", "a"), ("b", "a")]))
        #expect(throws: Fault.self) {
            try ReportFolder(path: "/dev/null/reports").write(NLUEvaluation(outcomes))
        }
    }
}
