// Deals examples out to folds so that every fold holds each label's share.

import Learning
public import Vocabulary

/// Which fold each example is tested in. Follows scikit-learn's `StratifiedKFold` with shuffling:
/// folds differ by at most one example per label and in size.
public struct StratifiedFolds: Sendable, Hashable {
    /// How many folds there are.
    public let count: Int
    /// The fold of each example, 0 ..< `count`.
    public let fold: [Int]

    /// Deals examples out.
    ///
    /// - Parameters:
    ///   - labels: the label of each example.
    ///   - count: how many folds; at least 2 and at most the size of the largest label.
    ///   - seed: the same seed deals the same way.
    /// - Throws: `Fault` `.badRequest` when there are too few or too many folds.
    public init(labels: [String], count: Int, seed: UInt64) throws(Fault) {
        guard count >= 2 else {
            throw Fault(
                .badRequest, "Cross-validation needs at least 2 folds, not \(count).",
                remedy: "Ask for 2 folds or more.")
        }
        let names = Set(labels).sorted()
        let number = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
        let numbers = labels.map { number[$0] ?? 0 }
        let sizes = numbers.reduce(into: [Int](repeating: 0, count: names.count)) { $0[$1] += 1 }
        guard let largest = sizes.max(), count <= largest else {
            throw Fault(
                .badRequest,
                "Cross-validation cannot have \(count) folds: no intent has as many examples.",
                remedy: "Ask for fewer folds or add examples.")
        }
        // Dealing the sorted labels out one by one gives each fold its share of every label.
        var shares = [[Int]](repeating: [], count: names.count)
        for (place, label) in numbers.sorted().enumerated() {
            shares[label].append(place % count)
        }
        var random = SeededRandom(seed: seed)
        for label in shares.indices { random.shuffle(&shares[label]) }
        var next = [Int](repeating: 0, count: names.count)
        fold = numbers.map { label in
            defer { next[label] += 1 }
            return shares[label][next[label]]
        }
        self.count = count
    }
}
