// The features of a text: its terms, their kin, and pieces of its words.

/// Turns texts of one locale into sparse features by hashing.
///
/// Terms carry most of the weight; pieces of three to five letters, with marks for beginning and
/// end, bring together what is written or inflected differently (Bojanowski and others 2017); a
/// feature for each group of kin brings together words that mean the same. It keeps what it found
/// out about words, so that one is used for many texts, by one thread at a time.
final class SubwordFeatures {
    /// How many columns features are hashed to.
    static let columns = 1 << 15
    /// The longest text that is read, in scalars.
    static let scalarsMax = 4_000
    /// How many words' pieces are remembered before it begins anew.
    private static let wordsMax = 20_000

    private static let termWeight: Float = 1
    private static let kinWeight: Float = 0.7
    private static let piecesWeight: Float = 0.7

    private var cache: TermCache
    private let kin: KinTable
    private var known: [String: [(column: Int32, weight: Float)]] = [:]
    /// The sums of the text that is read, and which of them are not zero.
    private var sums = [Float](repeating: 0, count: SubwordFeatures.columns)
    private var touched: [Int32] = []

    init(_ language: SearchLanguage) {
        cache = TermCache(language)
        kin = KinTable.builtIn(language.kind)
    }

    /// The columns of a text in rising order with their weights, without regard to how frequent a
    /// column is.
    func of(_ text: String) -> (columns: [Int32], values: [Float]) {
        for scanned in WordScanner.words(Array(text.unicodeScalars.prefix(Self.scalarsMax))) {
            for (column, weight) in features(of: scanned.word) {
                if sums[Int(column)] == 0 { touched.append(column) }
                sums[Int(column)] += weight
            }
        }
        touched.sort()
        let columns = touched
        let values = columns.map { sums[Int($0)].squareRoot() }
        for column in columns { sums[Int(column)] = 0 }
        touched.removeAll(keepingCapacity: true)
        return (columns, values)
    }

    private func features(of scanned: String) -> [(column: Int32, weight: Float)] {
        if let found = known[scanned] { return found }
        if known.count >= Self.wordsMax { known.removeAll(keepingCapacity: true) }
        var features: [(column: Int32, weight: Float)] = []
        let found = cache.look(scanned)
        if found.weight > 0 {
            features.append((Self.column(found.hash, kind: 1), found.weight * Self.termWeight))
            for group in kin.groups(of: found.hash) {
                features.append(
                    (Self.column(UInt32(group), kind: 2), found.weight * Self.kinWeight))
            }
            let pieces = Self.pieces(of: found.word)
            let each = found.weight * Self.piecesWeight / Float(max(1, pieces.count)).squareRoot()
            features += pieces.map { ($0, each) }
        }
        known[scanned] = features
        return features
    }

    private static func pieces(of word: String) -> [Int32] {
        let letters = [0x3C] + word.unicodeScalars.map(\.value) + [0x3E]
        guard letters.count > 4 else { return [] }
        var columns: [Int32] = []
        for length in 3...5 where letters.count >= length {
            for start in 0...(letters.count - length) {
                var hash: UInt32 = 0x811C_9DC5
                for letter in letters[start..<start + length] {
                    hash = (hash ^ letter) &* 0x0100_0193
                }
                columns.append(column(hash, kind: 3))
            }
        }
        return columns
    }

    private static func column(_ hash: UInt32, kind: UInt32) -> Int32 {
        var mixed = (hash ^ (kind &* 0x9E37_79B9)) &* 0x85EB_CA6B
        mixed ^= mixed >> 15
        return Int32(mixed % UInt32(columns))
    }
}
