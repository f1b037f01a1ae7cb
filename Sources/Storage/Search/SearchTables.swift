// The tables of the search index.

/// What is where in the search file.
///
/// `entry` is small, so that filtering by locale and audience reads few pages; what ranking reads
/// of the best entries alone lies in `entry_content`. Terms are analysed before they come here:
/// the tokenizer only cuts them at spaces.
enum SearchTables {
    /// The version of these tables; a file of another version is made anew.
    static let version = 1

    static let termsTable = """
        CREATE VIRTUAL TABLE entry_terms USING fts5(
          title, questions, headings, tags, body, tokenize = 'ascii')
        """

    static let statements = [
        """
        CREATE TABLE entry(
          number INTEGER PRIMARY KEY, id TEXT NOT NULL, locale TEXT NOT NULL,
          audience INTEGER NOT NULL, UNIQUE(id, locale))
        """,
        """
        CREATE TABLE entry_content(
          number INTEGER PRIMARY KEY, revision INTEGER NOT NULL, title TEXT NOT NULL,
          slug TEXT NOT NULL, tags TEXT NOT NULL, assistant TEXT NOT NULL, published REAL NOT NULL,
          passages TEXT NOT NULL, analysis BLOB NOT NULL, words TEXT NOT NULL)
        """,
        "CREATE TABLE entry_vectors(number INTEGER PRIMARY KEY, vectors BLOB NOT NULL)",
        """
        CREATE TABLE word(
          locale TEXT NOT NULL, word TEXT NOT NULL, everybody INTEGER NOT NULL,
          signed_in INTEGER NOT NULL, internal INTEGER NOT NULL, PRIMARY KEY(locale, word)
        ) WITHOUT ROWID
        """,
        "CREATE TABLE note(name TEXT PRIMARY KEY, value BLOB NOT NULL)",
        termsTable,
    ]

    /// What a hit in title, questions, headings, tags and body counts.
    static let weights = "4.0, 3.0, 2.0, 1.5, 1.0"
}
