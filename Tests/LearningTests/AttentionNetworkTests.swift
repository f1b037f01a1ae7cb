import TestKit
import Testing

@testable import Learning

@Suite("Attention network") struct AttentionNetworkTests {
    /// Sequences of four moments whose label is said by the first one if the last one asks for it
    /// (feature 8), and by the last one otherwise.
    private static func examples() -> AttentionExamples {
        var rows = SparseRows()
        for column in Int32(0)..<4 { rows.append(columns: [column], values: [1]) }
        for column in Int32(4)..<8 { rows.append(columns: [column, 10], values: [1, 0.5]) }
        for column in Int32(4)..<8 { rows.append(columns: [column, 8], values: [1, 1]) }
        rows.append(columns: [9], values: [1])
        var examples = AttentionExamples(moments: rows)
        for first in Int32(0)..<4 {
            for last in Int32(0)..<4 {
                examples.sequences.append([first, 12, 4 + last])
                examples.targets.append(last)
                examples.sequences.append([first, 12, 8 + last])
                examples.targets.append(first)
            }
        }
        examples.always = examples.sequences.count
        return examples
    }

    private static func train(seed: UInt64 = 1) -> AttentionNetwork {
        var settings = AttentionSettings()
        settings.width = 16
        settings.hidden = 24
        settings.heads = 2
        settings.batch = 8
        settings.rate = 1e-2
        settings.historyDropout = 0
        settings.seed = seed
        return AttentionTraining(examples(), inputs: 11, places: 3, labels: 4, settings: settings)
            .run(check: {})
    }

    private static func scores(_ network: AttentionNetwork, _ sequence: [Int32]) -> [Float] {
        network.scores(examples().moments.selecting(sequence.map(Int.init)))
    }

    private static func bytes(_ network: AttentionNetwork) -> [UInt8] {
        var writer = SectionWriter()
        network.write(to: &writer)
        return writer.bytes
    }

    @Test("finds what an earlier moment said when the last one asks for it")
    func learns() {
        let network = Self.train()
        let examples = Self.examples()
        for (sequence, target) in zip(examples.sequences, examples.targets) {
            let scores = Self.scores(network, sequence)
            #expect(scores.firstIndex(of: scores.max()!) == Int(target))
        }
    }

    @Test("all gradients agree with finite differences")
    func gradient() {
        var random = SeededRandom(seed: 5)
        let sizes = AttentionSizes(
            inputs: 11, places: 3, labels: 4, width: 8, heads: 2, hidden: 12)
        let weights = AttentionWeights(sizes, random: &random)
        for buffer in [weights.firstBias, weights.outputBias] {
            for index in 0..<buffer.count { buffer.start[index] = random.normal() * 0.3 }
        }
        let examples = Self.examples()
        let pass = AttentionPass(weights)
        let back = AttentionGradient(pass)
        func loss() -> Double {
            pass.begin()
            for sequence in examples.sequences.prefix(7) {
                for moment in sequence {
                    let row = examples.moments.row(Int(moment))
                    for (column, value) in zip(row.columns, row.values) {
                        pass.append(column, value)
                    }
                    pass.endMoment()
                }
                pass.endSequence()
            }
            pass.forward(dropout: 0, &random)
            return back.lossGradient(examples.targets.prefix(7), constraint: 0.7).loss / 7
        }
        _ = loss()
        back.backward()
        for (number, values) in weights.all.enumerated() {
            let gradient = back.gradients.all[number].array
            let error = GradientCheck.error(count: values.count, step: 2e-3) { index in
                let isRow = number == 0
                let isTouched = back.touched.contains(Int32(index / sizes.width))
                return isRow && !isTouched ? 0 : gradient[index]
            } loss: { index, move in
                let before = values.start[index]
                values.start[index] = before + move
                defer { values.start[index] = before }
                return loss()
            }
            #expect(error < 0.03, "weights \(number)")
        }
    }

    @Test("the same seed gives the same bytes, another seed others")
    func deterministic() {
        #expect(Self.bytes(Self.train()) == Self.bytes(Self.train()))
        #expect(Self.bytes(Self.train()) != Self.bytes(Self.train(seed: 2)))
    }

    @Test("reads back what it wrote, and gives the same scores")
    func roundTrip() throws {
        let network = Self.train()
        var file = ModelSections()
        file.add("net", Self.bytes(network))
        var reader = try SectionReader(file, "net")
        let back = try AttentionNetwork(from: &reader)
        #expect(Self.scores(back, [1, 12, 9]) == Self.scores(network, [1, 12, 9]))
        #expect(Self.bytes(back) == Self.bytes(network))
    }

    @Test("damaged bytes are refused or read, and never crash")
    func damaged() {
        let whole = Self.bytes(Self.train())
        var random = SeededRandom(seed: 9)
        for round in 0..<200 {
            var bytes = whole
            if round % 2 == 0 {
                bytes.removeLast(random.below(bytes.count))
            } else {
                bytes[random.below(40)] = UInt8(truncatingIfNeeded: random.next())
            }
            var file = ModelSections()
            file.add("net", bytes)
            guard var reader = try? SectionReader(file, "net"),
                let network = try? AttentionNetwork(from: &reader), network.inputs == 11,
                network.places == 3
            else { continue }
            #expect(Self.scores(network, [1, 12, 9]).count == network.labels)
        }
    }

    @Test("what the training's check throws ends it")
    func stopped() {
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            _ = try AttentionTraining(
                Self.examples(), inputs: 11, places: 3, labels: 4, settings: AttentionSettings()
            ).run(check: { throw Stop() })
        }
    }
}
