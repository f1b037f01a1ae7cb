// Mistyped words that say little, and mistyped words that only our own lists know.

/// Corrections from the language rather than from the collection.
enum SmallWords {
    /// The stop word or light word a mistyped one was, if one is near: "waht", "pleese".
    static func near(
        _ typed: String, in language: SearchLanguage
    ) -> (word: String, term: String, strength: Float)? {
        guard typed.utf16.count >= 3 else { return nil }
        var best: (word: String, strength: Float)?
        for word in language.smallWords where abs(word.utf16.count - typed.utf16.count) <= 1 {
            guard word.utf16.count >= 3, EditDistance.between(typed, word, atMost: 1) == 1 else {
                continue
            }
            let isSwap = typed.count == word.count && typed.sorted() == word.sorted()
            let isFirst = typed.first == word.first
            let strength: Float = isSwap ? 0.95 : (isFirst ? 0.8 : 0.5)
            guard typed.count != word.count || isSwap || typed.count > 4 else { continue }
            if strength > best?.strength ?? 0
                || strength == best?.strength && word < best?.word ?? ""
            {
                best = (word, strength)
            }
        }
        return best.map { ($0.word, language.term($0.word), $0.strength) }
    }

    /// The word of our lists of kin that a mistyped word is nearest to.
    static func nearKin(
        _ typed: String, in language: SearchLanguage
    ) -> (word: String, strength: Float)? {
        let length = typed.utf16.count
        guard length >= 4 else { return nil }
        var best: (word: String, strength: Float)?
        for word in KinTable.words(language.kind) {
            let longer = max(length, word.utf16.count)
            let bound = longer >= 8 ? 2 : 1
            guard word.utf16.count >= 4, abs(word.utf16.count - length) <= bound,
                word.first == typed.first,
                let distance = EditDistance.between(typed, word, atMost: bound), distance > 0
            else { continue }
            var strength: Float = distance == 1 ? 0.9 : 0.8
            if word.utf16.count == length, typed.sorted() != word.sorted() {
                strength -= length < 6 ? 0.15 : 0.05
            }
            if strength > best?.strength ?? 0
                || strength == best?.strength && word < best?.word ?? ""
            {
                best = (word, strength)
            }
        }
        return best
    }
}
