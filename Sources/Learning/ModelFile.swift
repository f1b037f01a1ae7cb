// The layout of a model file: a checked table of named sections. docs/MODEL-FILE.md describes it.

/// Why some bytes are not a model file.
public enum ModelFileProblem: Error, Sendable, Equatable {
    /// The bytes do not start as a model file does.
    case notAModel
    /// The file was written by another version of the format.
    case version(found: UInt32)
    /// The file is damaged: truncated, or a checksum does not hold.
    case damaged(String)
}

/// Packs sections into the bytes of a model file and unpacks them, checking every byte.
///
/// Layout, little-endian: 8 bytes `MARTLET\n`; `UInt32` version; `UInt32` number of sections;
/// `UInt64` length of the table; the table (per section its name, offset, length and XXH64);
/// `UInt64` XXH64 of everything before; then the sections, each starting at a multiple of 64.
public enum ModelFile {
    /// The version of the format this program writes and reads.
    public static let version: UInt32 = 1
    /// How many sections a file may have.
    static let sectionsMax = 4096

    private static let magic = Array("MARTLET\n".utf8)
    private static let fixedBytes = 24

    /// The bytes of a file that holds these sections. The same sections give the same bytes.
    public static func encode(_ model: ModelSections) -> [UInt8] {
        precondition(model.sections.count <= sectionsMax, "too many sections")
        let tableBytes = model.sections.reduce(0) { $0 + 4 + $1.name.utf8.count + 24 }
        var offset = aligned(fixedBytes + tableBytes + 8)
        var table = SectionWriter()
        for section in model.sections {
            table.write(section.name)
            table.write(UInt64(offset))
            table.write(UInt64(section.bytes.count))
            table.write(Checksum.of(section.bytes))
            offset = aligned(offset + section.bytes.count)
        }
        var head = SectionWriter()
        head.write(version)
        head.write(UInt32(model.sections.count))
        head.write(UInt64(tableBytes))
        var bytes = magic + head.bytes + table.bytes
        var sum = SectionWriter()
        sum.write(Checksum.of(bytes))
        bytes.append(contentsOf: sum.bytes)
        bytes.reserveCapacity(offset)
        for section in model.sections {
            bytes.append(contentsOf: repeatElement(0, count: aligned(bytes.count) - bytes.count))
            bytes.append(contentsOf: section.bytes)
        }
        return bytes
    }

    /// The sections of a file.
    ///
    /// - Throws: `ModelFileProblem`; every length is checked before anything is read by it.
    public static func decode(_ bytes: [UInt8]) throws(ModelFileProblem) -> ModelSections {
        let entries = try table(of: bytes)
        var model = ModelSections()
        for entry in entries {
            let section = Array(bytes[entry.offset..<entry.offset + entry.count])
            guard Checksum.of(section) == entry.checksum else {
                throw .damaged("the checksum of section \(entry.name) does not hold")
            }
            guard model[entry.name] == nil else {
                throw .damaged("section \(entry.name) is there twice")
            }
            model.add(entry.name, section)
        }
        return model
    }

    /// The checked head of a file: the part whose bytes identify the content, since it holds the
    /// checksum of every section.
    ///
    /// - Throws: `ModelFileProblem`.
    public static func head(of bytes: [UInt8]) throws(ModelFileProblem) -> ArraySlice<UInt8> {
        _ = try table(of: bytes)
        let tableBytes = try integer(bytes, at: 16)
        return bytes[..<(fixedBytes + Int(tableBytes))]
    }

    private struct Entry {
        let name: String
        let offset: Int
        let count: Int
        let checksum: UInt64
    }

    private static func table(of bytes: [UInt8]) throws(ModelFileProblem) -> [Entry] {
        guard bytes.count >= magic.count, bytes.starts(with: magic) else { throw .notAModel }
        guard bytes.count >= fixedBytes else { throw .damaged("the file ends too early") }
        let versionAndCount = try integer(bytes, at: 8)
        let found = UInt32(truncatingIfNeeded: versionAndCount)
        guard found == version else { throw .version(found: found) }
        let sectionCount = Int(versionAndCount >> 32)
        let tableBytes = try integer(bytes, at: 16)
        guard sectionCount <= sectionsMax, tableBytes <= UInt64(bytes.count - fixedBytes) else {
            throw .damaged("the file ends too early")
        }
        let end = fixedBytes + Int(tableBytes)
        guard try integer(bytes, at: end) == Checksum.of(Array(bytes[..<end])) else {
            throw .damaged("the checksum of the table does not hold")
        }
        var sections = ModelSections()
        sections.add("table", Array(bytes[fixedBytes..<end]))
        do {
            return try entries(sections, count: sectionCount, fileBytes: bytes.count)
        } catch {
            throw .damaged(error.description)
        }
    }

    private static func entries(
        _ sections: ModelSections, count: Int, fileBytes: Int
    ) throws(SectionProblem) -> [Entry] {
        var reader = try SectionReader(sections, "table")
        var entries: [Entry] = []
        for _ in 0..<count {
            let name = try reader.text()
            let offset: UInt64 = try reader.integer()
            let length: UInt64 = try reader.integer()
            let checksum: UInt64 = try reader.integer()
            guard offset <= UInt64(fileBytes), length <= UInt64(fileBytes) - offset else {
                throw SectionProblem("section \(name) lies outside the file")
            }
            entries.append(
                Entry(name: name, offset: Int(offset), count: Int(length), checksum: checksum))
        }
        return entries
    }

    private static func integer(
        _ bytes: [UInt8], at offset: Int
    ) throws(ModelFileProblem) -> UInt64 {
        guard offset + 8 <= bytes.count else { throw .damaged("the file ends too early") }
        return bytes.withUnsafeBytes {
            UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
    }

    private static func aligned(_ offset: Int) -> Int { (offset + 63) & ~63 }
}
