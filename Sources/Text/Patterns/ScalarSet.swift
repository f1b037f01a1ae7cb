// A set of scalars made ready for matching: a bitmap for Latin-1, sorted ranges for the rest.

/// How the case of a text is changed before it is compared.
enum CaseFolding: UInt8 {
    case none, ascii, unicode

    /// The scalar to compare instead.
    func folded(_ value: UInt32) -> UInt32 {
        switch self {
        case .none: value
        case .ascii: CaseMapping.asciiLower(value)
        case .unicode: CaseMapping.lower(value)
        }
    }

    func isCased(_ value: UInt32) -> Bool {
        switch self {
        case .none: false
        case .ascii: CaseMapping.isASCIICased(value)
        case .unicode: CaseMapping.isCased(value)
        }
    }
}

/// Follows `_optimize_charset` of Python 3.10's `sre_compile`, its treatment of scalars beyond
/// the basic plane included.
struct ScalarSet {
    private let negated: Bool
    private var folding = CaseFolding.none
    private let categories: [PatternCategory]
    private let isASCII: Bool
    /// Sorted, apart from each other; lower and upper bounds in turn.
    private var bounds: [UInt32] = []
    /// The same for ranges beyond the basic plane, of which upper-case forms count as well.
    private var casedBounds: [UInt32] = []
    /// Whether each scalar below 256 belongs to the set, one bit each.
    private(set) var latin: [UInt64] = [0, 0, 0, 0]

    init(_ items: [PatternSetItem], negated: Bool, folding: CaseFolding, isASCII: Bool) {
        self.negated = negated
        self.isASCII = isASCII
        categories = items.compactMap { if case .category(let kind) = $0 { kind } else { nil } }
        var ranges: [(UInt32, UInt32)] = []
        var casedRanges: [(UInt32, UInt32)] = []
        var hasCased = false
        for item in items {
            switch item {
            case .category: break
            case .literal(let value):
                hasCased =
                    add(value, value, isRange: false, folding, &ranges, &casedRanges) || hasCased
            case .range(let low, let high):
                hasCased = add(low, high, isRange: true, folding, &ranges, &casedRanges) || hasCased
            }
        }
        if hasCased { self.folding = folding }
        bounds = ScalarSet.merged(ranges)
        casedBounds = ScalarSet.merged(casedRanges)
        for value in 0..<UInt32(256) where evaluate(value) {
            latin[Int(value >> 6)] |= 1 << UInt64(value & 63)
        }
    }

    /// Adds a range; the answer is whether text must be folded before it is looked up.
    private func add(
        _ low: UInt32, _ high: UInt32, isRange: Bool, _ folding: CaseFolding,
        _ ranges: inout [(UInt32, UInt32)], _ casedRanges: inout [(UInt32, UInt32)]
    ) -> Bool {
        if folding == .none {
            ranges.append((low, high))
            return false
        }
        var hasCased = false
        if low <= 0xFFFF {
            for value in low...min(high, 0xFFFF) {
                let lower = folding.folded(value)
                ranges.append((lower, lower))
                if folding == .unicode {
                    for other in CaseMapping.equivalents(of: lower) ?? [] {
                        ranges.append((other, other))
                    }
                }
                hasCased = hasCased || folding.isCased(value)
            }
        }
        guard high > 0xFFFF else { return hasCased }
        if isRange {
            casedRanges.append((low, high))
        } else {
            ranges.append((low, high))
        }
        return true
    }

    private static func merged(_ ranges: [(UInt32, UInt32)]) -> [UInt32] {
        var bounds: [UInt32] = []
        for (low, high) in ranges.sorted(by: { $0 < $1 }) {
            if let last = bounds.last, low <= last &+ 1 {
                bounds[bounds.count - 1] = max(last, high)
            } else {
                bounds += [low, high]
            }
        }
        return bounds
    }

    /// Whether the set has a scalar.
    ///
    /// - Complexity: O(log n) of the number of ranges; call it for scalars from 256 on, for
    ///   smaller ones ask `latin`.
    func evaluate(_ value: UInt32) -> Bool {
        let scalar = folding.folded(value)
        return isMember(scalar) != negated
    }

    private func isMember(_ value: UInt32) -> Bool {
        if ScalarSet.lies(value, in: bounds) { return true }
        for category in categories where holds(category, value) { return true }
        return !casedBounds.isEmpty
            && (ScalarSet.lies(value, in: casedBounds)
                || ScalarSet.lies(CaseMapping.upper(value), in: casedBounds))
    }

    private static func lies(_ value: UInt32, in bounds: [UInt32]) -> Bool {
        var low = 0
        var high = bounds.count / 2
        while low < high {
            let middle = (low + high) / 2
            if value > bounds[2 * middle + 1] { low = middle + 1 } else { high = middle }
        }
        return 2 * low < bounds.count && value >= bounds[2 * low]
    }

    private func holds(_ category: PatternCategory, _ value: UInt32) -> Bool {
        let known = !isASCII || value < 0x80
        return switch category {
        case .digit: known && ScalarClasses.isDigit(value)
        case .notDigit: !(known && ScalarClasses.isDigit(value))
        case .space: isSpace(value)
        case .notSpace: !isSpace(value)
        case .word: known && ScalarClasses.isWord(value)
        case .notWord: !(known && ScalarClasses.isWord(value))
        }
    }

    /// With the flag `a` only the six blanks of C count.
    private func isSpace(_ value: UInt32) -> Bool {
        isASCII ? value == 0x20 || 0x09...0x0D ~= value : ScalarClasses.isSpace(value)
    }
}
