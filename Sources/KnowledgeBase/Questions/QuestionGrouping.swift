// Finds the group that a question belongs to.

import Vocabulary

/// The shapes of all groups, in memory.
struct QuestionGrouping: Sendable {
    /// How alike a question and a group must be.
    static let likenessMin: Float = 0.55
    /// How many groups are kept; above that the one that was changed longest ago makes room in
    /// memory: its questions begin a new group.
    static let groupsMax = 5_000

    private struct Entry {
        var language: String
        var shape: QuestionShape
        var count: Int
        var change: Int
    }

    private var groups: [Int64: Entry] = [:]
    private var byFeature: [UInt32: Set<Int64>] = [:]
    private var changes = 0

    init() {}

    /// The groups of a store.
    init(_ shapes: [QuestionShapeRecord]) {
        for record in shapes {
            put(record.group, QuestionShape(bytes: record.shape), locale: record.locale, count: 1)
        }
    }

    /// Where a question goes: the group that is most like it, if one is like it at all.
    ///
    /// - Complexity: O(groups that share a feature with the question).
    func place(_ shape: QuestionShape, locale: String?) -> QuestionPlace {
        let language = Self.language(locale)
        var shared: [Int64: Float] = [:]
        for feature in shape.features {
            for group in byFeature[feature.key] ?? [] {
                shared[group, default: 0] += feature.weight
            }
        }
        var best: (group: Int64, likeness: Float)?
        for group in shared.keys.sorted() {
            guard let entry = groups[group],
                entry.language == language || entry.language.isEmpty || language.isEmpty
            else { continue }
            let likeness = entry.shape.likeness(shape)
            guard likeness >= Self.likenessMin, likeness > best?.likeness ?? 0 else { continue }
            best = (group, likeness)
        }
        guard let best, let entry = groups[best.group] else {
            return QuestionPlace(group: nil, shape: shape.bytes)
        }
        let sum = entry.shape.adding(shape, count: entry.count)
        return QuestionPlace(group: best.group, shape: sum.bytes)
    }

    /// Notes that a question was kept where `place` said.
    mutating func keep(_ group: Int64, _ place: QuestionPlace, locale: String?) {
        let count = groups[group].map { $0.count + 1 } ?? 1
        put(group, QuestionShape(bytes: place.shape), locale: locale, count: count)
        if groups.count > Self.groupsMax,
            let oldest = groups.min(by: { $0.value.change < $1.value.change })?.key
        {
            remove(oldest)
        }
    }

    private mutating func put(_ group: Int64, _ shape: QuestionShape, locale: String?, count: Int) {
        remove(group)
        changes += 1
        groups[group] = Entry(
            language: Self.language(locale), shape: shape, count: count, change: changes)
        for feature in shape.features { byFeature[feature.key, default: []].insert(group) }
    }

    private mutating func remove(_ group: Int64) {
        guard let entry = groups.removeValue(forKey: group) else { return }
        for feature in entry.shape.features {
            byFeature[feature.key]?.remove(group)
            if byFeature[feature.key]?.isEmpty == true { byFeature[feature.key] = nil }
        }
    }

    private static func language(_ locale: String?) -> String {
        (locale ?? "").prefix { $0 != "-" && $0 != "_" }.lowercased()
    }
}
