// Reads a thesaurus that the system has, in the format of MyThes: Debian's mythes-en-us, mythes-de.

import Foundation
import Synchronization

/// The related words of a language, read from the files where they lie.
///
/// The data file stays on the disk (it is mapped); in memory is one number pair an entry, from the
/// term of its word to its place: about 1 MB a language. The format: the index has a line
/// `word|place`, the data at that place `word|senses` and a line a sense, its members between bars,
/// with notes such as `(generic term)` behind them.
final class Thesaurus: Sendable {
    /// How large a data or index file may be, in bytes; larger ones are not used.
    static let fileBytesMax = 64 << 20
    /// How many entries of a file are used.
    static let entriesMax = 400_000
    /// How many senses of an entry are read.
    static let sensesMax = 64
    /// How much of an entry is read, in bytes.
    static let entryBytesMax = 16 << 10
    /// How many relatives a term has at most, the strongest first.
    static let relativesMax = 40

    /// How well a member of the only sense of a word stands for it.
    static let memberStrength: Float = 0.5
    /// The same for a wider or loosely related word.
    static let widerStrength: Float = 0.3
    /// Relatives weaker than this are left out.
    static let strengthMin: Float = 0.08

    private struct Entry {
        let hash: UInt32
        let place: UInt32
    }

    private let data: Data
    private let language: SearchLanguage
    private let entries: [Entry]

    /// Where Debian's packages put their files.
    static let systemFolder = "/usr/share/mythes"
    private static let names: [SearchLanguage.Kind: String] = [
        .english: "th_en_US_v2", .german: "th_de_DE_v2",
    ]
    private static let loaded = Mutex<[String: Thesaurus?]>([:])

    /// The thesaurus of a language from a folder, `nil` when there is none. Each is read once.
    ///
    /// - Complexity: about 0.3 s for the first call of a language.
    static func of(_ kind: SearchLanguage.Kind, in folder: String) -> Thesaurus? {
        guard let name = names[kind] else { return nil }
        let path = folder + "/" + name
        return loaded.withLock { tables in
            if let known = tables[path] { return known }
            let table = Thesaurus(
                data: path + ".dat", index: path + ".idx",
                language: SearchLanguage.of(kind == .english ? "en" : "de"))
            tables[path] = .some(table)
            return table
        }
    }

    /// Reads the index; `nil` when a file is missing, too large, or not in UTF-8.
    init?(data dataPath: String, index indexPath: String, language: SearchLanguage) {
        func file(_ path: String) -> Data? {
            guard
                let found = try? Data(
                    contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped),
                found.count <= Self.fileBytesMax, found.starts(with: "UTF-8\n".utf8)
            else { return nil }
            return found
        }
        guard let data = file(dataPath), let index = file(indexPath) else { return nil }
        self.data = data
        self.language = language
        var entries: [Entry] = []
        for line in index.split(separator: 0x0A).prefix(Self.entriesMax + 2) {
            guard let bar = line.lastIndex(of: 0x7C),
                // Expressions of several words are not looked for.
                !line[..<bar].contains(0x20),
                let place = UInt32(String(decoding: line[(bar + 1)...], as: UTF8.self)),
                place < data.count,
                let hash = Self.hash(String(decoding: line[..<bar], as: UTF8.self), language)
            else { continue }
            entries.append(Entry(hash: hash, place: place))
        }
        self.entries = entries.sorted { ($0.hash, $0.place) < ($1.hash, $1.place) }
    }

    /// The term of a single word.
    private static func term(_ text: String, _ language: SearchLanguage) -> String? {
        let words = WordScanner.words(Array(text.unicodeScalars))
        guard words.count == 1 else { return nil }
        let word = language.fold(words[0].word)
        guard language.weight(word) > 0 else { return nil }
        return language.term(word)
    }

    private static func hash(_ text: String, _ language: SearchLanguage) -> UInt32? {
        term(text, language).map(TermHash.of)
    }

    /// What may stand for a term, the strongest first: the weaker, the more senses its words have
    /// beside those that name the relative.
    func relatives(of hash: UInt32) -> [KinTable.Relative] {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].hash < hash { low = middle + 1 } else { high = middle }
        }
        var senses: [[String: Float]] = []
        while low < entries.count, entries[low].hash == hash, senses.count < Self.sensesMax {
            senses += self.senses(at: Int(entries[low].place))
            low += 1
        }
        var sums: [String: Float] = [:]
        var bests: [String: Float] = [:]
        for sense in senses {
            for (term, strength) in sense {
                sums[term, default: 0] += 1
                bests[term] = max(bests[term] ?? 0, strength)
            }
        }
        let all = Float(max(1, senses.count))
        return bests.compactMap { term, best -> KinTable.Relative? in
            let strength = best * ((sums[term] ?? 0) / all).squareRoot()
            let own = TermHash.of(term)
            guard strength >= Self.strengthMin, own != hash else { return nil }
            return KinTable.Relative(term: term, hash: own, strength: strength)
        }.sorted {
            $0.strength == $1.strength ? $0.term < $1.term : $0.strength > $1.strength
        }.prefix(Self.relativesMax).map { $0 }
    }

    /// The senses of an entry: terms with how near they are.
    private func senses(at place: Int) -> [[String: Float]] {
        let end = min(data.count, place + Self.entryBytesMax)
        let lines = data[place..<end].split(
            separator: 0x0A, maxSplits: Self.sensesMax + 1, omittingEmptySubsequences: false)
        guard let head = lines.first, let bar = head.lastIndex(of: 0x7C),
            let count = Int(String(decoding: head[(bar + 1)...], as: UTF8.self)), count > 0
        else { return [] }
        return lines.dropFirst().prefix(min(count, Self.sensesMax)).map(sense)
    }

    private func sense(_ line: Data) -> [String: Float] {
        var members: [String: Float] = [:]
        for member in line.split(separator: 0x7C).dropFirst() {
            let text = String(decoding: member, as: UTF8.self)
            let note = text.firstIndex(of: "(").map { text[$0...] } ?? ""
            // The opposite of a word does not stand for it.
            guard !note.lowercased().contains("antonym"),
                let term = Self.term(String(text.prefix { $0 != "(" }), language)
            else { continue }
            let isWider = note.contains(" term)") || note.contains("Oberbegriff")
            let strength = isWider ? Self.widerStrength : Self.memberStrength
            members[term] = max(members[term] ?? 0, strength)
        }
        return members
    }
}
