// Stems of German words: the Snowball project's algorithm, over folded letters.

/// The German stemmer of the Snowball project, written from its published description.
///
/// Our words are folded before (`ä` is `a`, `ß` is `ss`), which the algorithm itself does at its
/// end; since it treats both as vowels, its regions are the same.
struct GermanStemmer {
    private var word: [UInt8]
    private var r1 = 0
    private var r2 = 0

    /// The stem of a folded word; words with other letters than a to z stay as they are.
    static func stem(_ text: String) -> String {
        let letters = Array(text.utf8)
        guard letters.count > 3, letters.allSatisfy({ $0 &- 0x61 < 26 }) else { return text }
        var stemmer = GermanStemmer(letters)
        stemmer.step1()
        stemmer.step2()
        stemmer.step3()
        return String(decoding: stemmer.word.map { $0 | 0x20 }, as: UTF8.self)
    }

    private init(_ letters: [UInt8]) {
        word = letters
        // u and y between vowels are consonants.
        for index in word.indices.dropFirst().dropLast()
        where word[index] == 0x75 || word[index] == 0x79 {
            if SnowballRegions.isVowel(word[index - 1]), SnowballRegions.isVowel(word[index + 1]) {
                word[index] &= 0xDF
            }
        }
        r1 = SnowballRegions.begin(in: word, after: 0)
        r2 = SnowballRegions.begin(in: word, after: r1)
        r1 = max(r1, min(3, word.count))
    }

    private func ends(_ suffix: String) -> Bool {
        let count = suffix.utf8.count
        return count <= word.count && word.suffix(count).elementsEqual(suffix.utf8)
    }

    /// Whether the suffix, which the word ends with, lies in a region.
    private func lies(_ suffix: String, in region: Int) -> Bool {
        word.count - suffix.utf8.count >= region
    }

    private mutating func remove(_ suffix: String) { word.removeLast(suffix.utf8.count) }

    private mutating func step1() {
        for suffix in ["ern", "em", "er"] where ends(suffix) {
            if lies(suffix, in: r1) { remove(suffix) }
            return
        }
        for suffix in ["en", "es", "e"] where ends(suffix) {
            guard lies(suffix, in: r1) else { return }
            remove(suffix)
            if ends("niss") { word.removeLast() }
            return
        }
        if ends("s"), lies("s", in: r1), word.count > 1,
            "bdfghklmnrt".utf8.contains(word[word.count - 2])
        {
            word.removeLast()
        }
    }

    private mutating func step2() {
        for suffix in ["est", "en", "er"] where ends(suffix) {
            if lies(suffix, in: r1) { remove(suffix) }
            return
        }
        if ends("st"), lies("st", in: r1), word.count >= 6,
            "bdfghklmnt".utf8.contains(word[word.count - 3])
        {
            remove("st")
        }
    }

    private mutating func step3() {
        for suffix in ["isch", "lich", "heit", "keit", "end", "ung", "ig", "ik"] where ends(suffix)
        {
            guard lies(suffix, in: r2) else { return }
            switch suffix {
            case "end", "ung":
                remove(suffix)
                if ends("ig"), lies("ig", in: r2), !ends("eig") { remove("ig") }
            case "ig", "ik", "isch":
                if !ends("e" + suffix) { remove(suffix) }
            case "lich", "heit":
                remove(suffix)
                for inner in ["er", "en"] where ends(inner) {
                    if lies(inner, in: r1) { remove(inner) }
                    break
                }
            default:
                remove(suffix)
                for inner in ["lich", "ig"] where ends(inner) {
                    if lies(inner, in: r2) { remove(inner) }
                    break
                }
            }
            return
        }
    }
}
