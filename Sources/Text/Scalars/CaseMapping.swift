// Maps scalars to lower and upper case one by one, as Python's `re` does when it ignores case.

/// Simple case mapping of Python 3.10 (Unicode 13): where the full mapping gives several scalars,
/// as for `ß` or `İ`, the first of them counts.
public enum CaseMapping {
    private static let tableEnd = ScalarClasses.tableEnd

    /// The lower and upper case of the first scalars, 48 KB, filled on first use and never freed.
    nonisolated(unsafe) private static let lowers = filled { lookUp($0, \.lowercaseMapping) }
    nonisolated(unsafe) private static let uppers = filled { lookUp($0, \.uppercaseMapping) }

    private static func filled(_ mapping: (UInt32) -> UInt32) -> UnsafePointer<UInt32> {
        let table = UnsafeMutablePointer<UInt32>.allocate(capacity: tableEnd)
        for value in 0..<tableEnd { table[value] = mapping(UInt32(value)) }
        return UnsafePointer(table)
    }

    /// The lower case of a scalar.
    @inline(__always)
    public static func lower(_ value: UInt32) -> UInt32 {
        if value < tableEnd { return lowers[Int(value)] }
        return hasNoCase(value) ? value : lookUp(value, \.lowercaseMapping)
    }

    /// The upper case of a scalar.
    @inline(__always)
    public static func upper(_ value: UInt32) -> UInt32 {
        if value < tableEnd { return uppers[Int(value)] }
        return hasNoCase(value) ? value : lookUp(value, \.uppercaseMapping)
    }

    /// Whether case matters to the scalar.
    static func isCased(_ value: UInt32) -> Bool {
        let lower = lower(value)
        return lower != value || upper(value) != value
    }

    /// The lower case of an ASCII letter; other scalars stay as they are.
    @inline(__always)
    static func asciiLower(_ value: UInt32) -> UInt32 {
        value &- 0x41 < 26 ? value | 0x20 : value
    }

    static func isASCIICased(_ value: UInt32) -> Bool { (value | 0x20) &- 0x61 < 26 }

    /// A scalar that stands for all that match it when case is ignored: two scalars match
    /// each other exactly when their keys are equal.
    @inline(__always)
    public static func key(_ value: UInt32) -> UInt32 {
        if value < 0x80 { return asciiLower(value) }
        return wideKey(value)
    }

    @inline(never)
    private static func wideKey(_ value: UInt32) -> UInt32 {
        let lower = lower(value)
        return equivalents[lower]?.first ?? lower
    }

    /// The lower-case scalars that share an upper case with a lower-case scalar, itself included.
    static func equivalents(of lower: UInt32) -> [UInt32]? { equivalents[lower] }

    /// Lower-case scalars with the same upper case; the sets of Python 3.10's `sre_compile`.
    private static let families: [[UInt32]] = [
        [0x69, 0x131], [0x73, 0x17F], [0xB5, 0x3BC], [0x345, 0x3B9, 0x1FBE], [0x390, 0x1FD3],
        [0x3B0, 0x1FE3], [0x3B2, 0x3D0], [0x3B5, 0x3F5], [0x3B8, 0x3D1], [0x3BA, 0x3F0],
        [0x3C0, 0x3D6], [0x3C1, 0x3F1], [0x3C2, 0x3C3], [0x3C6, 0x3D5], [0x432, 0x1C80],
        [0x434, 0x1C81], [0x43E, 0x1C82], [0x441, 0x1C83], [0x442, 0x1C84, 0x1C85],
        [0x44A, 0x1C86], [0x463, 0x1C87], [0x1C88, 0xA64B], [0x1E61, 0x1E9B], [0xFB05, 0xFB06],
    ]

    private static let equivalents: [UInt32: [UInt32]] = Dictionary(
        uniqueKeysWithValues: families.flatMap { family in family.map { ($0, family) } })

    /// The large scripts without case, and what is not a character.
    private static func hasNoCase(_ value: UInt32) -> Bool {
        switch value {
        case 0x3000...0xA63F, 0xAC00...0xFAFF, 0x1F000...0x10FFFF: true
        default: false
        }
    }

    private static func lookUp(
        _ value: UInt32, _ mapping: KeyPath<Unicode.Scalar.Properties, String>
    ) -> UInt32 {
        guard let properties = Unicode.Scalar(value)?.properties,
            let mapped = properties[keyPath: mapping].unicodeScalars.first,
            ScalarClasses.isKnown(properties), ScalarClasses.isKnown(mapped.properties)
        else { return value }
        return mapped.value
    }
}
