// Splits story files into a part to train on and a part to test with, as `rasa data split stories`.

public import Foundation
import Vocabulary

/// Splits stories, file by file.
///
/// - Note: follows `split_stories_data` in rasa/cli/data.py (3.6.21): the same files with the same
///   number of stories. Which stories go where is not Python's choice, they keep their order, and
///   comments stay.
public enum StorySplitting {
    /// One story file in two parts.
    public struct Parts: Sendable, Hashable {
        /// The name of the file that was split, as a person wrote it.
        public let file: String
        /// The file without the stories to test with; everything else of it stays.
        public let train: String
        /// The stories to test with, and nothing else.
        public let test: String
        /// How many stories there are to train on and to test with.
        public let counts: (train: Int, test: Int)

        /// Equal when the texts are.
        public static func == (left: Parts, right: Parts) -> Bool {
            (left.file, left.train, left.test) == (right.file, right.train, right.test)
        }

        /// Hashes the file's name.
        public func hash(into hasher: inout Hasher) { hasher.combine(file) }

        /// The base name that both parts carry behind `train_` and `test_`.
        var baseName: String { (file as NSString).lastPathComponent }
    }

    /// Splits the stories of every file below a path and writes `train_NAME` and `test_NAME` for
    /// each into a folder, which is made if it is missing. Files without stories are left out.
    ///
    /// - Parameters:
    ///   - path: a file, or a folder with all below it.
    ///   - fraction: the share of each file's stories to train on, between 0 and 1.
    ///   - seed: decides which stories go where; `nil` for another choice each time.
    /// - Returns: the parts that were written, in the order of the files' names.
    /// - Throws: `DiagnosticFailure` when a file cannot be read; `Fault` `.badRequest` when the
    ///   fraction is not between 0 and 1, when a file has too few stories or cannot be cut, when
    ///   two files have one name; `.cannotSave`. Before the first file is written all is checked.
    public static func split(
        _ path: String, fraction: Double, seed: UInt64?, into folder: URL
    ) throws -> [Parts] {
        try DataSplitting.check(fraction: fraction)
        var project = ProjectFolder(root: URL(filePath: "."), environment: [:])
        var all: [Parts] = []
        for file in project.list(project.path(path), endings: [".yml", ".yaml"]) {
            guard let bytes = project.bytes(file) else { continue }
            let name = project.name(file)
            guard DataFileKind(name: name, bytes: bytes).contains(.stories),
                let parts = try split(bytes, file: name, fraction: fraction, seed: seed)
            else { continue }
            if let twin = all.first(where: { $0.baseName == parts.baseName }) {
                throw Fault(
                    .badRequest, "\(twin.file) and \(name) would be written to the same files.",
                    remedy: "Name one folder after the other with --nlu and --out.")
            }
            all.append(parts)
        }
        guard project.findings.isEmpty else { throw DiagnosticFailure(project.findings) }
        for parts in all {
            try TextFile.write(parts.train, to: folder.appending(path: "train_\(parts.baseName)"))
            try TextFile.write(parts.test, to: folder.appending(path: "test_\(parts.baseName)"))
        }
        return all
    }

    /// Splits the stories of one file.
    ///
    /// - Returns: `nil` when it has none.
    /// - Throws: as `split(_:fraction:seed:into:)`.
    static func split(
        _ bytes: [UInt8], file: String, fraction: Double, seed: UInt64?
    ) throws -> Parts? {
        var editing = try YAMLEditing(bytes, file: file)
        let stories = editing.root["stories"]?.items ?? []
        guard !stories.isEmpty else { return nil }
        let testCount = Int(((1 - fraction) * Double(stories.count)).rounded(.up))
        guard testCount < stories.count else {
            throw Fault(
                .badRequest,
                "\(file) has \(stories.count) of the stories that a split needs: none would be "
                    + "left to train on.",
                remedy: "Write more stories, or move them into a file that has some.")
        }
        let chosen = Set(
            DataSplitting.shuffle(Array(stories.indices), seed: seed).prefix(testCount))
        let tests = chosen.sorted().map { stories[$0] }
        let test = try editing.cut(tests, of: "stories")
        return Parts(
            file: file, train: editing.text, test: "stories:\n" + test,
            counts: (stories.count - testCount, testCount))
    }
}

extension YAMLEditing {
    /// Takes entries out of the list under a key of the file.
    ///
    /// - Returns: their lines.
    /// - Throws: `Fault` `.badRequest` when the entries do not have lines of their own.
    fileprivate mutating func cut(_ entries: [YAMLNode], of key: String) throws(Fault) -> String {
        var lines: [UInt8] = []
        var splices: [Splice] = []
        for entry in entries {
            let first = source.line(entry.place.line)
            let dash = source.indentation(ofLine: entry.place.line)
            let last = lastLine(ofBlockAt: entry.place.line, deeperThan: dash)
            let range = first.startIndex..<source.line(last).endIndex
            lines += bytes[range]
            if lines.last != 0x0A { lines.append(0x0A) }
            splices.append(Splice(range: range, text: ""))
        }
        let text = String(decoding: lines, as: UTF8.self)
        let cut = YAMLSource.read(Array("\(key):\n\(text)".utf8), file: file)
        guard !cut.failed, cut.root?.scalars == [key] + entries.flatMap(\.scalars) else {
            throw Fault(
                .badRequest, "\(file) is written in a way in which '\(key)' cannot be split.",
                remedy: "Begin every story in a line of its own, without anchors of others.")
        }
        let expected = root.scalars(of: key, without: Set(entries.map(\.place)))
        try apply(splices, expecting: expected)
        return text
    }
}

extension YAMLNode {
    /// All texts in order but for some entries of the list under a key.
    fileprivate func scalars(of key: String, without places: Set<SourcePlace>) -> [String] {
        (members ?? []).flatMap { member in
            guard member.key.text == key, let items = member.value.items else {
                return member.key.scalars + member.value.scalars
            }
            return member.key.scalars
                + items.filter { !places.contains($0.place) }.flatMap(\.scalars)
        }
    }
}
