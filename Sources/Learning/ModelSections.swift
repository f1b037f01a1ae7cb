// Named byte sections: what a model file consists of, and what each component writes and reads.

/// Named runs of bytes in the order they were added.
public struct ModelSections: Sendable {
    /// Names and contents.
    public private(set) var sections: [(name: String, bytes: [UInt8])]

    /// No sections.
    public init() { sections = [] }

    /// Adds a section; a name may be used once.
    public mutating func add(_ name: String, _ bytes: [UInt8]) {
        precondition(self[name] == nil, "section \(name) was added before")
        sections.append((name, bytes))
    }

    /// The bytes of a section.
    public subscript(name: String) -> [UInt8]? {
        sections.first { $0.name == name }?.bytes
    }

    /// Adds all sections of another set with a prefix before their names.
    public mutating func add(_ other: ModelSections, prefix: String) {
        for section in other.sections { add(prefix + section.name, section.bytes) }
    }

    /// The sections whose names start with a prefix, without it.
    public func under(_ prefix: String) -> ModelSections {
        var part = ModelSections()
        for section in sections where section.name.hasPrefix(prefix) {
            part.add(String(section.name.dropFirst(prefix.count)), section.bytes)
        }
        return part
    }
}

/// A section is missing or does not hold what its reader expects.
public struct SectionProblem: Error, Sendable, CustomStringConvertible {
    /// What is wrong, with the section's name.
    public let description: String
    /// A problem.
    public init(_ description: String) { self.description = description }
}

/// Writes numbers and texts into a section, little-endian.
public struct SectionWriter: Sendable {
    /// What was written so far.
    public private(set) var bytes: [UInt8] = []

    /// An empty section.
    public init() {}

    /// Writes a fixed-width integer.
    public mutating func write(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Writes a float's bit pattern.
    public mutating func write(_ value: Float) { write(value.bitPattern) }

    /// Writes a double's bit pattern.
    public mutating func write(_ value: Double) { write(value.bitPattern) }

    /// Writes a text: its length in bytes, then its UTF-8.
    public mutating func write(_ text: String) {
        let utf8 = Array(text.utf8)
        write(UInt32(utf8.count))
        bytes.append(contentsOf: utf8)
    }

    /// Writes a count and the elements' bytes as they lie in memory (all our machines are
    /// little-endian).
    public mutating func write<Element: BitwiseCopyable>(array: [Element]) {
        write(UInt64(array.count))
        array.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    /// Writes a count and texts.
    public mutating func write(texts: [String]) {
        write(UInt64(texts.count))
        for text in texts { write(text) }
    }
}

/// Reads what a `SectionWriter` wrote; every read is checked against the end of the section.
public struct SectionReader: Sendable {
    private let name: String
    private let bytes: [UInt8]
    private var position = 0

    /// A reader at the start of a section.
    ///
    /// - Throws: `SectionProblem` when the section is missing.
    public init(_ sections: ModelSections, _ name: String) throws(SectionProblem) {
        guard let bytes = sections[name] else {
            throw SectionProblem("section \(name) is missing")
        }
        self.name = name
        self.bytes = bytes
    }

    /// Whether everything was read.
    public var isAtEnd: Bool { position == bytes.count }

    private mutating func take(_ count: Int) throws(SectionProblem) -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.count - position else {
            throw SectionProblem("section \(name) ends too early")
        }
        defer { position += count }
        return bytes[position..<position + count]
    }

    /// Reads a fixed-width integer.
    ///
    /// - Throws: `SectionProblem` at the section's end.
    public mutating func integer<Value: FixedWidthInteger>(
        _ type: Value.Type = Value.self
    ) throws(SectionProblem) -> Value {
        let raw = try take(MemoryLayout<Value>.size)
        var value: Value = 0
        withUnsafeMutableBytes(of: &value) { $0.copyBytes(from: raw) }
        return Value(littleEndian: value)
    }

    /// Reads a float.
    ///
    /// - Throws: `SectionProblem` at the section's end.
    public mutating func float() throws(SectionProblem) -> Float {
        Float(bitPattern: try integer())
    }

    /// Reads a double.
    ///
    /// - Throws: `SectionProblem` at the section's end.
    public mutating func double() throws(SectionProblem) -> Double {
        Double(bitPattern: try integer())
    }

    /// Reads a text.
    ///
    /// - Throws: `SectionProblem` at the section's end or for invalid UTF-8.
    public mutating func text() throws(SectionProblem) -> String {
        let count: UInt32 = try integer()
        let raw = try take(Int(count))
        guard let text = String(validating: raw, as: UTF8.self) else {
            throw SectionProblem("section \(name) holds invalid UTF-8")
        }
        return text
    }

    /// Reads an array written by `write(array:)`.
    ///
    /// - Throws: `SectionProblem` when the count does not fit the section.
    public mutating func array<Element: BitwiseCopyable>(
        of type: Element.Type = Element.self
    ) throws(SectionProblem) -> [Element] {
        let stored: UInt64 = try integer()
        let stride = MemoryLayout<Element>.stride
        guard stored <= UInt64((bytes.count - position) / stride) else {
            throw SectionProblem("section \(name) ends too early")
        }
        let count = Int(stored)
        let raw = try take(count * stride)
        return Array(unsafeUninitializedCapacity: count) { buffer, initialised in
            UnsafeMutableRawBufferPointer(buffer).copyBytes(from: raw)
            initialised = count
        }
    }

    /// Reads texts written by `write(texts:)`.
    ///
    /// - Throws: `SectionProblem` when the count does not fit the section.
    public mutating func texts() throws(SectionProblem) -> [String] {
        let count: UInt64 = try integer()
        guard count <= UInt64(bytes.count) else {
            throw SectionProblem("section \(name) ends too early")
        }
        var texts: [String] = []
        for _ in 0..<count { texts.append(try text()) }
        return texts
    }
}
