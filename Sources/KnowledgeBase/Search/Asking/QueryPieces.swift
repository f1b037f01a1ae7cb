// Takes the quotes and stars of a query apart from its words.

/// The text of a query, its quoted phrases, and where words end with a star.
struct QueryPieces {
    /// The text without quotes and stars.
    let text: String
    /// The same as scalars.
    let scalars: [Unicode.Scalar]
    /// What stands between quotes.
    let phrases: [String]
    /// The places in `scalars` where a word ends that is only the beginning of one.
    let prefixEnds: Set<Int>

    /// How many phrases count.
    private static let phrasesMax = 8

    init(_ query: String) {
        var scalars: [Unicode.Scalar] = []
        var ends: Set<Int> = []
        var phrases: [String] = []
        var opened: Int?
        for scalar in query.unicodeScalars {
            switch scalar {
            case "\"", "“", "”", "„", "«", "»":
                if let start = opened {
                    var phrase = ""
                    phrase.unicodeScalars.append(contentsOf: scalars[start...])
                    if phrases.count < Self.phrasesMax { phrases.append(phrase) }
                    opened = nil
                } else {
                    opened = scalars.count
                }
                // Words on both sides of a quote stay two.
                scalars.append(" ")
                if opened != nil { opened = scalars.count }
            case "*":
                ends.insert(scalars.count)
                scalars.append(" ")
            case "\0": scalars.append(" ")
            default: scalars.append(scalar)
            }
        }
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        self.text = text
        self.scalars = scalars
        self.phrases = phrases
        prefixEnds = ends
    }
}
