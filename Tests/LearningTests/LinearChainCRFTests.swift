import Foundation
import TestKit
import Testing

@testable import Learning

@Suite("Linear-chain CRF") struct LinearChainCRFTests {
    static func field(_ tags: ChunkTags, seed: UInt64) -> LinearChainCRF {
        var random = SeededRandom(seed: seed)
        var field = LinearChainCRF(tags: tags)
        for index in field.outer.indices { field.outer[index] = random.normal() }
        for index in field.inner.indices { field.inner[index] = random.normal() }
        return field
    }

    static func emissions(_ tags: ChunkTags, _ length: Int, seed: UInt64) -> [Float] {
        var random = SeededRandom(seed: seed)
        return (0..<length * tags.count).map { _ in random.normal() }
    }

    /// All legal sequences of tags.
    static func paths(_ tags: ChunkTags, _ length: Int) -> [[Int]] {
        var paths: [[Int]] = [[]]
        for place in 0..<length {
            paths = paths.flatMap { path in
                (0..<tags.count).filter { follows(tags, path.last, $0) }.map { path + [$0] }
            }
            if place == length - 1 {
                paths = paths.filter { tags.leavingNumber($0.last ?? 0) != nil }
            }
        }
        return paths
    }

    static func follows(_ tags: ChunkTags, _ from: Int?, _ to: Int) -> Bool {
        guard tags.isBILOU else { return true }
        let part = tags.part(of: to)
        let isInner = part == .inside || part == .last
        guard let from else { return !isInner }
        let before = tags.part(of: from)
        if before == .begin || before == .inside {
            return isInner && tags.label(of: from) == tags.label(of: to)
        }
        return !isInner
    }

    static func score(_ path: [Int], _ emissions: [Float], _ field: LinearChainCRF) -> Double {
        let lattice = CRFLattice(tags: field.tags)
        lattice.reserve(path.count)
        for index in emissions.indices { lattice.scores.start[index] = emissions[index] }
        return lattice.score(path.map(Int32.init), field)
    }

    @Test("tags, labels and parts belong together")
    func tags() {
        let tags = ChunkTags(labels: 3, isBILOU: true)
        for label in 0..<3 {
            for part in [ChunkTags.Part.unit, .begin, .inside, .last] {
                let tag = tags.tag(label, part)
                #expect(tags.label(of: tag) == label)
                #expect(tags.part(of: tag) == part)
                let leaves = part == .unit || part == .last
                #expect((tags.leavingNumber(tag) != nil) == leaves)
                #expect(tags.leavingNumber(tag).map { tags.leaving($0) == tag } ?? true)
            }
        }
    }

    @Test("sums and posteriors agree with going through all sequences", arguments: [true, false])
    func sums(isBILOU: Bool) {
        let tags = ChunkTags(labels: 2, isBILOU: isBILOU)
        let field = Self.field(tags, seed: 1)
        let emissions = Self.emissions(tags, 4, seed: 2)
        let paths = Self.paths(tags, 4)
        let weights = paths.map { exp(Self.score($0, emissions, field)) }
        let sum = weights.reduce(0, +)
        let lattice = CRFLattice(tags: tags)
        lattice.setTransitions(field)
        lattice.reserve(4)
        for index in emissions.indices { lattice.scores.start[index] = emissions[index] }
        #expect(abs(lattice.run() - log(sum)) < 1e-4)
        for place in 0..<4 {
            for tag in 0..<tags.count {
                let share = zip(paths, weights).reduce(0.0) { $1.0[place] == tag ? $0 + $1.1 : $0 }
                let posterior = Double(lattice.posterior.start[place * tags.count + tag])
                #expect(abs(posterior - share / sum) < 1e-4)
            }
        }
        let marginals = field.marginals(emissions)
        #expect(abs(marginals[3] - lattice.posterior.start[3]) < 1e-6)
    }

    @Test("the best sequence is the best of all", arguments: [true, false], 0..<10)
    func best(isBILOU: Bool, seed: Int) {
        let tags = ChunkTags(labels: 2, isBILOU: isBILOU)
        let field = Self.field(tags, seed: UInt64(seed))
        let emissions = Self.emissions(tags, 4, seed: UInt64(seed + 50))
        let best = Self.paths(tags, 4).max {
            Self.score($0, emissions, field) < Self.score($1, emissions, field)
        }
        #expect(field.best(emissions) == best)
    }

    @Test("transition gradients agree with finite differences", arguments: [true, false])
    func gradients(isBILOU: Bool) {
        let tags = ChunkTags(labels: 2, isBILOU: isBILOU)
        var field = Self.field(tags, seed: 3)
        let emissions = Self.emissions(tags, 5, seed: 4)
        let path = Self.field(tags, seed: 9).best(emissions).map(Int32.init)
        let lattice = CRFLattice(tags: tags)
        let gradient = TransitionGradient(tags: tags)
        func loss() -> Double {
            lattice.setTransitions(field)
            lattice.reserve(5)
            for index in emissions.indices { lattice.scores.start[index] = emissions[index] }
            return lattice.run() - lattice.score(path, field)
        }
        lattice.expectation = gradient
        _ = loss()
        lattice.subtract(path, from: gradient)
        lattice.expectation = nil
        let outer = GradientCheck.error(count: field.outer.count) {
            gradient.outer.start[$0]
        } loss: { index, step in
            field.outer[index] += step
            defer { field.outer[index] -= step }
            return loss()
        }
        let inner = GradientCheck.error(count: field.inner.count) {
            gradient.inner.start[$0]
        } loss: { index, step in
            field.inner[index] += step
            defer { field.inner[index] -= step }
            return loss()
        }
        #expect(outer < 0.02)
        #expect(inner < 0.02)
    }

    @Test("an empty sequence has no tags")
    func empty() {
        let field = LinearChainCRF(tags: ChunkTags(labels: 2, isBILOU: true))
        #expect(field.best([]).isEmpty)
        #expect(field.marginals([]).isEmpty)
    }
}
