// What policies see of slots.

public import TrainingData
public import Vocabulary

/// What policies see of one slot that is set.
public struct SlotFeature: Sendable, Hashable {
    /// The slot's number in `DialogueDomain.slots`.
    public let slot: Int
    /// Its features, at least one of them not zero; empty for the mark `should_not_be_set`, which
    /// stands for "unset" in rules.
    public let values: [Double]

    /// A slot with its features.
    public init(slot: Int, values: [Double]) {
        self.slot = slot
        self.values = values
    }

    /// The mark in rules for a slot that must not be set.
    public static let unsetMark = "should_not_be_set"

    /// Whether this is the mark of rules for a slot that must not be set.
    public var isUnsetMark: Bool { values.isEmpty }
}

/// Values of slots, with their features kept up to date.
public struct SlotValues: Sendable {
    /// One value per slot of the `DialogueDomain`, in its order.
    public private(set) var values: [JSONValue]
    /// Which slots were set since the beginning or the last reset, in the order of the domain.
    public private(set) var wasSet: [Bool]
    /// The features of slots that influence the conversation and are not all zero, in slot order.
    public private(set) var features: [SlotFeature] = []

    /// The initial values.
    init(_ slots: [DomainSlot]) {
        values = slots.map { Self.stored($0.initialValue, in: $0) }
        wasSet = slots.map { _ in false }
        for (number, slot) in slots.enumerated() {
            if let feature = Self.feature(of: values[number], in: slot, number) {
                features.append(feature)
            }
        }
    }

    /// Sets a slot.
    mutating func set(_ value: JSONValue, number: Int, in slot: DomainSlot) {
        let value = Self.stored(value, in: slot)
        wasSet[number] = true
        guard values[number] != value else { return }
        values[number] = value
        let place = features.firstIndex { $0.slot >= number } ?? features.count
        let isThere = place < features.count && features[place].slot == number
        let feature = Self.feature(of: value, in: slot, number)
        switch (isThere, feature) {
        case (true, let feature?): features[place] = feature
        case (true, nil): features.remove(at: place)
        case (false, let feature?): features.insert(feature, at: place)
        case (false, nil): break
        }
    }

    /// The value as the slot keeps it: a list slot puts what is no list into one, unless Python
    /// finds it false.
    private static func stored(_ value: JSONValue, in slot: DomainSlot) -> JSONValue {
        guard slot.kind == .list, value.array == nil, value.isTruthy else { return value }
        return .array([value])
    }

    private static func feature(
        of value: JSONValue, in slot: DomainSlot, _ number: Int
    ) -> SlotFeature? {
        guard slot.influencesConversation else { return nil }
        if value == .string(SlotFeature.unsetMark) { return SlotFeature(slot: number, values: []) }
        guard let values = slot.features(of: value), values.contains(where: { $0 != 0 }) else {
            return nil
        }
        return SlotFeature(slot: number, values: values)
    }
}

extension DomainSlot {
    /// The features of a value in a slot of this kind; `nil` for kinds that have none.
    ///
    /// - Returns: one number for text and list, two for bool and float (the first says whether there
    ///   is a value), for categorical as many as values, `__other__` included.
    /// - Note: follows `_as_feature` of rasa/shared/core/slots.py (3.6.21).
    public func features(of value: JSONValue) -> [Double]? {
        switch kind {
        case .text: [value.isNull ? 0 : 1]
        case .list: [(value.array?.isEmpty ?? true) ? 0 : 1]
        case .bool: value.pythonFlag.map { [1, $0 ? 1 : 0] } ?? [0, 0]
        case .float(let min, let max):
            value.pythonFloat.map { [1, Self.scaled($0, min, max)] } ?? [0, 0]
        case .categorical(let values): Self.oneHot(value, of: values)
        case .any, .custom: nil
        }
    }

    private static func scaled(_ number: Double, _ min: Double, _ max: Double) -> Double {
        let upper = number < max ? number : max
        let range = abs(max - min)
        return ((upper > min ? upper : min) - min) / (range > 0 ? range : 1)
    }

    private static func oneHot(_ value: JSONValue, of values: [String]) -> [Double] {
        let all = values.contains(Kind.otherValue) ? values : values + [Kind.otherValue]
        var features = [Double](repeating: 0, count: all.count)
        guard !value.isNull else { return features }
        let text = value.pythonText.lowercased()
        if let hot = all.firstIndex(of: text) ?? all.firstIndex(of: Kind.otherValue) {
            features[hot] = 1
        }
        return features
    }
}

extension JSONValue {
    /// The truth value that Rasa's bool slot sees; `nil` for none.
    fileprivate var pythonFlag: Bool? {
        switch self {
        case .bool(let flag): return flag
        case .integer(let number): return number == 1
        case .number(let number): return number == 1
        case .digits: return false
        case .string(let text):
            if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
                return Double(text) == 1
            }
            switch text.pythonStripped.lowercased() {
            case "true": return true
            case "false": return false
            default: return nil
            }
        default: return nil
        }
    }

    /// What Python's `float` makes of the value; `nil` when it raises an error.
    fileprivate var pythonFloat: Double? {
        switch self {
        case .bool(let flag): return flag ? 1 : 0
        case .integer(let number): return Double(number)
        case .digits(let text): return Double(text)
        case .number(let number): return number
        case .string(let text):
            let trimmed = text.pythonStripped
            guard !trimmed.lowercased().contains("x") else { return nil }
            let parts = trimmed.split(separator: "_", omittingEmptySubsequences: false)
            let isGrouped = zip(parts, parts.dropFirst()).allSatisfy { left, right in
                (left.last?.isNumber ?? false) && (right.first?.isNumber ?? false)
            }
            return isGrouped ? Double(parts.joined()) : nil
        default: return nil
        }
    }
}
