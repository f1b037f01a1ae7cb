import TestKit
import Testing

@testable import Learning

@Suite("Sparse network") struct SparseNetworkTests {
    /// Examples whose label is their first column.
    private static func examples(_ count: Int) -> (rows: SparseRows, targets: [Int32]) {
        var rows = SparseRows()
        var targets: [Int32] = []
        var random = SeededRandom(seed: 3)
        for number in 0..<count {
            let label = Int32(number % 4)
            rows.append(columns: [label, Int32(4 + random.below(16))], values: [1, 0.5])
            targets.append(label)
        }
        return (rows, targets)
    }

    private static func settings() -> SparseNetworkSettings {
        var settings = SparseNetworkSettings()
        settings.hidden = 16
        settings.epochs = 30
        settings.batch = 8
        settings.rate = 1e-2
        return settings
    }

    private static func train(seed: UInt64 = 1) -> SparseNetwork {
        let (rows, targets) = examples(80)
        var settings = settings()
        settings.seed = seed
        return SparseNetworkTraining(
            rows: rows, targets: targets, inputs: 20, labels: 4, settings: settings
        ).run(check: {})
    }

    @Test("learns what its inputs say")
    func learns() {
        let network = Self.train()
        for label in 0..<4 {
            let scores = network.scores(columns: [Int32(label), 7], values: [1, 0.5])
            #expect(scores.firstIndex(of: scores.max()!) == label)
        }
    }

    @Test("a small training has steps enough, a large one not more than it needs")
    func pace() {
        for examples in [1, 21, 300, 1000, 1650, 15_250] {
            let batch = SparseNetworkSettings.batch(for: examples)
            let epochs = SparseNetworkSettings.epochs(for: examples)
            let steps = (examples + batch - 1) / batch * epochs
            #expect((600...3000).contains(steps), "\(examples) examples")
            #expect((8...64).contains(batch) && epochs >= 12)
        }
        #expect(SparseNetworkSettings.epochs(for: 15_250) == 12)
    }

    @Test("the same seed gives the same bytes, another seed others")
    func deterministic() {
        func bytes(_ seed: UInt64) -> [UInt8] {
            var writer = SectionWriter()
            Self.train(seed: seed).write(to: &writer)
            return writer.bytes
        }
        #expect(bytes(1) == bytes(1))
        #expect(bytes(1) != bytes(2))
    }

    @Test("reads back what it wrote, and gives the same scores")
    func roundTrip() throws {
        let network = Self.train()
        var writer = SectionWriter()
        network.write(to: &writer)
        var file = ModelSections()
        file.add("net", writer.bytes)
        var reader = try SectionReader(file, "net")
        let back = try SparseNetwork(from: &reader)
        let row: ([Int32], [Float]) = ([1, 2, 9], [1, 2, 0.25])
        #expect(
            back.scores(columns: row.0, values: row.1)
                == network.scores(columns: row.0, values: row.1))
    }

    @Test("damaged bytes are refused or read, and never crash")
    func damaged() throws {
        var writer = SectionWriter()
        Self.train().write(to: &writer)
        var random = SeededRandom(seed: 9)
        for round in 0..<200 {
            var bytes = writer.bytes
            if round % 2 == 0 { bytes.removeLast(random.below(bytes.count)) }
            for _ in 0..<3 where !bytes.isEmpty {
                bytes[random.below(min(bytes.count, 64))] = UInt8(random.below(256))
            }
            var file = ModelSections()
            file.add("net", bytes)
            guard var reader = try? SectionReader(file, "net"),
                let network = try? SparseNetwork(from: &reader)
            else { continue }
            #expect(network.labels > 0)
            if network.inputs > 3 { _ = network.scores(columns: [0, 3], values: [1, 1]) }
        }
    }

    @Test("the backward pass agrees with finite differences")
    func gradients() {
        var random = SeededRandom(seed: 5)
        let weights = SparseNetworkWeights(inputs: 20, hidden: 6, labels: 4, random: &random)
        for unit in 0..<6 { weights.hiddenBias.start[unit] = 0.3 }
        let (rows, targets) = Self.examples(6)
        let pass = SparseNetworkPass(weights: weights, capacity: 12, entries: 40)
        func run() -> Double {
            var random = SeededRandom(seed: 7)
            pass.begin()
            for row in 0..<6 {
                for _ in 0..<2 {
                    pass.append(rows, row, target: targets[row], dropout: 0.5, &random)
                }
            }
            pass.forward(dropout: 0.3, &random)
            return pass.lossGradient() / 12
        }
        func check(_ buffer: FloatBuffer, _ gradient: [Float]) {
            let error = GradientCheck.error(count: buffer.count, floor: 0.02) {
                gradient[$0]
            } loss: { number, step in
                buffer.start[number] += step
                defer { buffer.start[number] -= step }
                return run()
            }
            #expect(error < 0.03)
        }
        _ = run()
        pass.backward(dropout: 0.3)
        var inputs = [Float](repeating: 0, count: 20 * 6)
        let row = FloatBuffer(6)
        for (slot, column) in pass.touched.enumerated() {
            pass.inputGradient(slot, into: row.start)
            inputs.replaceSubrange(Int(column) * 6..<Int(column) * 6 + 6, with: row.array)
        }
        let others = [
            (weights.hiddenBias, pass.hiddenBiasGradient.array),
            (weights.outputWeights, pass.outputGradient.array),
            (weights.outputBias, pass.outputBiasGradient.array),
        ]
        check(weights.inputWeights, inputs)
        for (buffer, gradient) in others { check(buffer, gradient) }
    }
}
