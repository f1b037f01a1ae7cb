// The flags a pattern may be compiled with.

/// The flags of Python's `re.compile` that change what a `str` pattern means.
public struct PatternFlags: OptionSet, Sendable, Hashable {
    /// The flags as bits.
    public let rawValue: UInt8

    /// Flags from their bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// `re.IGNORECASE`: letters match in either case, by simple case mapping.
    public static let ignoresCase = PatternFlags(rawValue: 1 << 0)
    /// `re.MULTILINE`: `^` and `$` also match at the ends of lines.
    public static let multiline = PatternFlags(rawValue: 1 << 1)
    /// `re.DOTALL`: `.` also matches a line feed.
    public static let dotMatchesAll = PatternFlags(rawValue: 1 << 2)
    /// `re.VERBOSE`: white space and `#` comments in the pattern are left out.
    public static let verbose = PatternFlags(rawValue: 1 << 3)
    /// `re.ASCII`: `\w`, `\d`, `\s`, `\b` and case know ASCII only.
    public static let ascii = PatternFlags(rawValue: 1 << 4)

    /// `re.UNICODE`, the default of a `str` pattern; kept to see `(?au)` clash.
    static let unicode = PatternFlags(rawValue: 1 << 5)
    /// The undocumented `(?t)`, with which Python refuses every repeat.
    static let template = PatternFlags(rawValue: 1 << 6)
    /// The flags of which only one may hold.
    static let kinds: PatternFlags = [.ascii, .unicode]

    /// These flags inside a group that turns some on and others off.
    func changed(adding added: PatternFlags, removing removed: PatternFlags) -> PatternFlags {
        var flags = self
        if !added.isDisjoint(with: .kinds) { flags.subtract(.kinds) }
        return flags.union(added).subtracting(removed)
    }
}
