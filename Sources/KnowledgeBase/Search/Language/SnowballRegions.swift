// What the Snowball stemmers of English and German share: vowels, and the regions behind them.

/// The parts of a word that endings must lie in (snowballstem.org, "R1 and R2").
enum SnowballRegions {
    /// Whether a small letter is a, e, i, o, u or y.
    static func isVowel(_ letter: UInt8) -> Bool {
        switch letter {
        case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: true
        default: false
        }
    }

    /// Where the region begins behind the first consonant that follows a vowel at or after a place;
    /// the word's length when there is none.
    static func begin(in word: [UInt8], after start: Int) -> Int {
        var index = start
        while index < word.count, !isVowel(word[index]) { index += 1 }
        while index < word.count, isVowel(word[index]) { index += 1 }
        return min(index + 1, word.count)
    }
}
