import Foundation
import Testing
import Vocabulary

@testable import KnowledgeBase

@Suite("Words of languages") struct LanguageTests {
    private func words(_ text: String) -> [String] {
        WordScanner.words(Array(text.unicodeScalars)).map(\.word)
    }

    @Test(
        "English words that belong together have one stem",
        arguments: [
            ("consign consigned consigning consignment", "consign"),
            ("knack knacks", "knack"), ("caresses", "caress"), ("ties", "tie"), ("cries", "cri"),
            ("gas", "gas"), ("this", "this"), ("luxuriating", "luxuri"), ("hopping", "hop"),
            ("hoping", "hope"), ("happy", "happi"), ("say", "say"), ("relational", "relat"),
            ("generously", "generous"), ("replacement", "replac"), ("skis", "ski"),
            ("succeed", "succeed"), ("controlling", "control"), ("agreed", "agre"),
            ("conditional", "condit"), ("rolled", "roll"), ("communication", "communic"),
        ])
    func english(_ words: String, _ stem: String) {
        for word in words.split(separator: " ") {
            #expect(EnglishStemmer.stem(String(word)) == stem, "\(word)")
        }
    }

    @Test(
        "German words that belong together have one stem",
        arguments: [
            ("haus hauser hausern hauses", "haus"), ("kategorie kategorien", "kategori"),
            ("aufeinanderfolge", "aufeinanderfolg"), ("abenteuer", "abenteu"),
            ("freundlich freundlichen freundliche", "freundlich"), ("versicherung", "versicher"),
            ("rechnungen rechnung", "rechnung"), ("reparatur reparaturen", "reparatur"),
        ])
    func german(_ words: String, _ stem: String) {
        for word in words.split(separator: " ") {
            #expect(GermanStemmer.stem(String(word)) == stem, "\(word)")
        }
    }

    @Test("case, accents and full-width letters are folded")
    func folding() {
        #expect(
            words("Café ÉCLAIR Straße ﬁnden ＡＢＣ") == ["cafe", "eclair", "strasse", "finden", "abc"])
        #expect(words("Ёлка") == ["елка"])
    }

    @Test("German umlauts and their spelling with e are one")
    func umlauts() {
        let german = SearchLanguage.of("de-AT")
        for (one, other) in [
            ("Rückgabe", "Rueckgabe"), ("Größe", "Groesse"), ("Öffnung", "Oeffnung"),
        ] {
            #expect(words(one).map(german.fold) == words(other).map(german.fold))
        }
        #expect(german.fold("neue") == "neue")
        #expect(german.fold("quelle") == "quelle")
    }

    @Test("contractions, possessives, hyphens and numbers are words")
    func forms() {
        #expect(words("I don't, Anna's") == ["i", "dont", "anna"])
        #expect(words("4.5 Ah, 9.30.") == ["4.5", "ah", "9.30"])
        let tied = WordScanner.words(Array("an e-bike tour".unicodeScalars))
        #expect(tied.map(\.isTied) == [false, false, true, false])
    }

    @Test("text without spaces gives overlapping pairs")
    func pairs() {
        #expect(words("電池の充電") == ["電池", "池の", "の充", "充電"])
        #expect(words("犬") == ["犬"])
        #expect(words("ราคา").count == 3)
        #expect(words("iPhone電池") == ["iphone", "電池"])
    }

    @Test("sentences end where they end")
    func sentences() {
        func cut(_ text: String) -> [String] {
            let bytes = Array(text.utf8)
            return SentenceSplitter.sentences(text).map {
                String(decoding: bytes[$0], as: UTF8.self)
            }
        }
        #expect(cut("It costs 4.50. Come in! Why? (See e.g. Page 3.)").count == 4)
        #expect(cut("Bis 3. Mai offen. Danach zu.") == ["Bis 3. Mai offen.", "Danach zu."])
        #expect(cut("Brush every day\nRinse") == ["Brush every day", "Rinse"])
        #expect(cut("電池は充電できます。安全です。").count == 2)
        #expect(cut("") == [])
    }

    @Test("a distance counts swaps as one and stops at its bound")
    func distances() {
        #expect(EditDistance.between("battery", "battrey", atMost: 2) == 1)
        #expect(EditDistance.between("battery", "batery", atMost: 2) == 1)
        #expect(EditDistance.between("battery", "lottery", atMost: 2) == 2)
        #expect(EditDistance.between("battery", "bicycle", atMost: 2) == nil)
        #expect(EditDistance.between("a", "abcdef", atMost: 2) == nil)
        #expect(EditDistance.between("same", "same", atMost: 0) == 0)
    }
}
