import TestKit
import Testing

@testable import Learning

@Suite("Taggers") struct TaggerTests {
    static let tags = ChunkTags(labels: 2, isBILOU: true)

    /// Sequences of eight words; word 1 starts a piece of label 0 that ends at word 2, word 3 is a
    /// unit of label 1.
    static func sequences(_ count: Int) -> TaggedSequences {
        var random = SeededRandom(seed: 11)
        var data = TaggedSequences()
        for _ in 0..<count {
            var words: [Int32] = []
            while words.count < 8 {
                switch random.below(4) {
                case 0: words += [1, 4 + Int32(random.below(3)), 2]
                case 1: words += [3]
                default: words += [7 + Int32(random.below(5))]
                }
            }
            var inside = false
            for word in words {
                data.rows.append(columns: [0, word], values: [1, 1])
                let tag: Int
                switch word {
                case 1: (tag, inside) = (tags.tag(0, .begin), true)
                case 2: (tag, inside) = (tags.tag(0, .last), false)
                case 3: tag = tags.tag(1, .unit)
                default: tag = inside ? tags.tag(0, .inside) : 0
                }
                data.tags.append(Int32(tag))
            }
            data.starts.append(data.tags.count)
        }
        return data
    }

    static func row(_ words: [Int32]) -> SparseRows {
        var rows = SparseRows()
        for word in words { rows.append(columns: [0, word], values: [1, 1]) }
        return rows
    }

    static func sparse(seed: UInt64 = 1) -> SparseTagger {
        var settings = SparseTaggerSettings()
        settings.seed = seed
        return SparseTaggerTraining(sequences(60), inputs: 12, tags: tags, settings: settings)
            .run(progress: { _, _ in }, check: {})
    }

    static func net(seed: UInt64 = 1) -> ConvolutionalTagger {
        var settings = ConvolutionalTaggerSettings()
        (settings.width, settings.hidden, settings.batch) = (12, 16, 8)
        (settings.epochs, settings.rate) = (30, 1e-2)
        settings.seed = seed
        let data = sequences(60)
        var contexts = SparseRows()
        for _ in 0..<data.count { contexts.append(columns: [0], values: [0.5]) }
        return ConvolutionalTaggerTraining(
            data, contexts: contexts, inputs: 12, contextWidth: 2, tags: tags, settings: settings
        ).run(progress: { _, _ in }, check: {})
    }

    @Test("both learn which words are pieces, longer ones than seen included")
    func learn() {
        let rows = Self.row([8, 1, 5, 6, 4, 2, 3, 9])
        let gold = [
            0, Self.tags.tag(0, .begin), Self.tags.tag(0, .inside), Self.tags.tag(0, .inside),
            Self.tags.tag(0, .inside), Self.tags.tag(0, .last), Self.tags.tag(1, .unit), 0,
        ]
        var scores = [Float](repeating: 0, count: rows.count * Self.tags.count)
        let sparse = Self.sparse()
        sparse.add(rows, to: &scores)
        #expect(sparse.field.best(scores) == gold)
        scores = [Float](repeating: 0, count: rows.count * Self.tags.count)
        let net = Self.net()
        net.add(rows, context: [0.5, 0], to: &scores)
        #expect(net.field.best(scores) == gold)
    }

    @Test("the same seed gives the same bytes; what was written is read back")
    func bytes() throws {
        func bytes(_ write: (inout SectionWriter) -> Void) -> [UInt8] {
            var writer = SectionWriter()
            write(&writer)
            return writer.bytes
        }
        let sparse = bytes(Self.sparse().write)
        #expect(bytes(Self.sparse().write) == sparse)
        #expect(bytes(Self.sparse(seed: 2).write) != sparse)
        let net = bytes(Self.net().write)
        #expect(bytes(Self.net().write) == net)
        var file = ModelSections()
        file.add("sparse", sparse)
        file.add("net", net)
        var reader = try SectionReader(file, "sparse")
        #expect(bytes(try SparseTagger(from: &reader).write) == sparse)
        reader = try SectionReader(file, "net")
        let back = try ConvolutionalTagger(from: &reader)
        #expect(bytes(back.write).count == net.count)
        for cut in stride(from: 0, to: net.count, by: 97) {
            var file = ModelSections()
            file.add("net", Array(net.prefix(cut)))
            var reader = try SectionReader(file, "net")
            #expect(throws: SectionProblem.self) { try ConvolutionalTagger(from: &reader) }
        }
    }

    @Test("features without weight can be left out")
    func keeping() {
        let sparse = Self.sparse()
        let used = sparse.used
        #expect(!used.isEmpty && used.count <= 12)
        let small = sparse.keeping(used)
        var (one, other) = ([Float](repeating: 0, count: 9), [Float](repeating: 0, count: 9))
        var (rows, renumbered) = (SparseRows(), SparseRows())
        rows.append(columns: [Int32(used[0])], values: [2])
        renumbered.append(columns: [0], values: [2])
        sparse.add(rows, to: &one)
        small.add(renumbered, to: &other)
        #expect(one == other)
    }

    @Test("the backward pass of the net agrees with finite differences")
    func gradients() {
        let sizes = ConvolutionalSizes(inputs: 3, width: 5, hidden: 6, context: 2, tags: 4)
        var random = SeededRandom(seed: 2)
        let weights = ConvolutionalWeights(sizes, random: &random)
        for bias in [weights.first.bias, weights.second.bias, weights.whole.bias] {
            for index in 0..<bias.count { bias.start[index] = 0.2 * random.normal() }
        }
        let pass = ConvolutionalPass(sizes: sizes, weights: weights, sequences: 2, trains: true)
        let inputs = FloatBuffer((0..<12 * 5).map { _ in random.normal() })
        let target = (0..<12 * 4).map { _ in random.normal() }
        func loss() -> Double {
            var random = SeededRandom(seed: 4)
            pass.begin([4, 3])
            for (number, place) in pass.places.enumerated() {
                for index in 0..<place.length * 5 {
                    pass.input.start[place.row * 5 + index] = inputs.start[number * 25 + index]
                }
                pass.context.start[number * 2 + number] = 0.7
            }
            pass.forward(dropout: 0.2, &random)
            var sum = 0.0
            for place in pass.places {
                for index in place.row * 4..<(place.row + place.length) * 4 {
                    sum += Double(pass.scores.start[index] * target[index])
                }
            }
            return sum
        }
        _ = loss()
        for index in 0..<pass.rows * 4 { pass.scores.start[index] = target[index] }
        pass.backward()
        let gradients = pass.gradients.all.map(\.array)
        let inputGradient = FloatBuffer(inputs.count)
        for (number, place) in pass.places.enumerated() {
            for index in 0..<place.length * 5 {
                inputGradient.start[number * 25 + index] =
                    pass.inputGradient.start[place.row * 5 + index]
            }
        }
        let all = zip(weights.all, gradients) + [(inputs, inputGradient.array)]
        for (number, (buffer, gradient)) in all.enumerated() {
            let error = GradientCheck.error(
                count: buffer.count, samples: 40, step: 1e-3, floor: 0.2
            ) {
                gradient[$0]
            } loss: { index, step in
                buffer.start[index] += step
                defer { buffer.start[index] -= step }
                return loss()
            }
            #expect(error < 0.03, "buffer \(number)")
        }
    }
}
