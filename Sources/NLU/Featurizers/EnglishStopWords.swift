// Words of English that carry grammar and no meaning, for `stop_words: english`.

/// A list of our own; scikit-learn's, which Rasa uses for this option, holds some more.
enum EnglishStopWords {
    /// The words, in lower case.
    static let all: [String] = """
        a about above after again against all almost alone along already also although always am \
        among an and another any anyone anything are around as at be because been before behind \
        being below between both but by can cannot could did do does doing done down during each \
        either else enough even ever every everyone everything few for from further had has have \
        having he her here hers herself him himself his how however i if in indeed into is it its \
        itself just least less made many may me might mine more most much must my myself neither \
        never no nobody none nor not nothing now of off often on once one only onto or other others \
        our ours ourselves out over own per perhaps rather same several shall she should since so \
        some someone something still such than that the their theirs them themselves then there \
        these they this those though through thus to together too toward under until up upon us \
        very was we well were what when where whether which while who whole whom whose why will \
        with within without would yet you your yours yourself yourselves
        """.split(separator: " ").map(String.init)
}
