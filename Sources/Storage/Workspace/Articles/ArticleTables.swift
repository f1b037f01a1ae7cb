// The tables of articles in the workspace file.

import GRDB
import Vocabulary

/// The steps of the articles' tables; they are only ever added.
enum ArticleTables {
    static let steps = [spaces + articles + publishing + extras, imports]

    private static let spaces = """
        CREATE TABLE kb_spaces(
            id TEXT PRIMARY KEY, slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
            locales TEXT NOT NULL, audience TEXT NOT NULL, footer TEXT NOT NULL,
            created REAL NOT NULL) WITHOUT ROWID;
        CREATE TABLE kb_collections(
            id TEXT PRIMARY KEY, space TEXT NOT NULL REFERENCES kb_spaces(id),
            parent TEXT REFERENCES kb_collections(id), rank INTEGER NOT NULL,
            name TEXT NOT NULL, icon TEXT NOT NULL, audience TEXT NOT NULL,
            needs_review INTEGER NOT NULL, owner TEXT, created REAL NOT NULL) WITHOUT ROWID;
        CREATE INDEX kb_collections_place ON kb_collections(space, parent, rank);

        """

    private static let articles = """
        CREATE TABLE kb_articles(
            id TEXT PRIMARY KEY, space TEXT NOT NULL REFERENCES kb_spaces(id),
            collection TEXT REFERENCES kb_collections(id), rank INTEGER NOT NULL,
            audience TEXT NOT NULL, use TEXT NOT NULL, owner TEXT, tags TEXT NOT NULL,
            verify_by REAL, author TEXT NOT NULL, created REAL NOT NULL, updated REAL NOT NULL,
            binned REAL, uses INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
        CREATE INDEX kb_articles_place ON kb_articles(space, collection, rank, id);
        CREATE INDEX kb_articles_collection ON kb_articles(collection);
        CREATE INDEX kb_articles_verify ON kb_articles(verify_by) WHERE verify_by IS NOT NULL;
        CREATE TABLE kb_variants(
            article TEXT NOT NULL REFERENCES kb_articles(id), locale TEXT NOT NULL,
            space TEXT NOT NULL, slug TEXT NOT NULL, title TEXT NOT NULL,
            draft INTEGER NOT NULL, live INTEGER, published REAL, basis INTEGER,
            PRIMARY KEY (article, locale), UNIQUE (space, locale, slug)) WITHOUT ROWID;
        CREATE TABLE kb_revisions(
            id INTEGER PRIMARY KEY, article TEXT NOT NULL, locale TEXT NOT NULL,
            number INTEGER NOT NULL, parent INTEGER, other_parent INTEGER,
            author TEXT NOT NULL, time REAL NOT NULL, note TEXT NOT NULL, name TEXT,
            source TEXT NOT NULL, source_detail TEXT, title TEXT NOT NULL, summary TEXT NOT NULL,
            questions TEXT NOT NULL, document TEXT NOT NULL, text TEXT NOT NULL,
            UNIQUE (article, locale, number));
        CREATE TRIGGER kb_revisions_immutable BEFORE UPDATE OF article, locale, number, parent,
            other_parent, author, time, note, source, source_detail, title, summary, questions,
            document, text ON kb_revisions
        BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END;

        """

    private static let publishing = """
        CREATE TABLE kb_live(
            id INTEGER PRIMARY KEY, article TEXT NOT NULL, locale TEXT NOT NULL,
            revision INTEGER, time REAL NOT NULL, audience TEXT NOT NULL, person TEXT NOT NULL,
            reason TEXT NOT NULL);
        CREATE INDEX kb_live_article ON kb_live(article, locale, id);
        CREATE TABLE kb_plans(
            id INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL, locale TEXT NOT NULL,
            revision INTEGER, due REAL NOT NULL, person TEXT NOT NULL, state TEXT NOT NULL,
            message TEXT NOT NULL);
        CREATE INDEX kb_plans_due ON kb_plans(due) WHERE state = 'waiting';
        CREATE INDEX kb_plans_article ON kb_plans(article);
        CREATE TABLE kb_changes(
            number INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL, time REAL NOT NULL);
        CREATE INDEX kb_changes_article ON kb_changes(article);
        CREATE TABLE kb_reviews(
            id INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL, locale TEXT NOT NULL,
            revision INTEGER NOT NULL, state TEXT NOT NULL, asked_by TEXT NOT NULL,
            asked REAL NOT NULL, decided_by TEXT, decided REAL);
        CREATE INDEX kb_reviews_article ON kb_reviews(article, locale, revision);
        CREATE INDEX kb_reviews_open ON kb_reviews(id) WHERE state = 'asked';
        CREATE TABLE kb_review_comments(
            id INTEGER PRIMARY KEY, review INTEGER NOT NULL, author TEXT NOT NULL,
            time REAL NOT NULL, text TEXT NOT NULL, pointer TEXT NOT NULL);
        CREATE INDEX kb_review_comments_review ON kb_review_comments(review);

        """

    private static let extras = """
        CREATE TABLE kb_redirects(
            space TEXT NOT NULL, locale TEXT NOT NULL, slug TEXT NOT NULL, article TEXT, url TEXT,
            reason TEXT NOT NULL, created REAL NOT NULL, hits INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (space, locale, slug)) WITHOUT ROWID;
        CREATE INDEX kb_redirects_article ON kb_redirects(article);
        CREATE TABLE kb_attachments(
            hash TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, size INTEGER NOT NULL,
            author TEXT NOT NULL, created REAL NOT NULL) WITHOUT ROWID;
        CREATE TABLE kb_attachment_uses(
            hash TEXT NOT NULL REFERENCES kb_attachments(hash), article TEXT NOT NULL,
            locale TEXT NOT NULL, number INTEGER NOT NULL,
            PRIMARY KEY (hash, article, locale, number)) WITHOUT ROWID;
        CREATE INDEX kb_attachment_uses_article ON kb_attachment_uses(article);
        """
}

/// What imports did, so that they can be undone.
extension ArticleTables {
    private static let imports = """
        CREATE TABLE kb_imports(
            number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL,
            person TEXT NOT NULL, time REAL NOT NULL, made INTEGER NOT NULL,
            changed INTEGER NOT NULL, undone REAL);
        CREATE TABLE kb_import_items(
            article TEXT NOT NULL, import TEXT NOT NULL, locale TEXT NOT NULL,
            slug TEXT NOT NULL, draft_before INTEGER, draft_after INTEGER NOT NULL,
            live_before INTEGER, live_after INTEGER, PRIMARY KEY (import, article, locale)) WITHOUT ROWID;
        CREATE INDEX kb_import_items_article ON kb_import_items(article);
        CREATE TABLE kb_import_settings(
            article TEXT NOT NULL, import TEXT NOT NULL, is_new INTEGER NOT NULL,
            wanted TEXT NOT NULL, before TEXT, after TEXT NOT NULL,
            PRIMARY KEY (import, article)) WITHOUT ROWID;
        CREATE INDEX kb_import_settings_article ON kb_import_settings(article);
        """
}

/// Lists of words in one column.
enum ColumnList {
    static func text(_ words: [String]) -> String {
        JSONValue.array(words.map(JSONValue.string)).text()
    }

    static func read(_ text: String) -> [String] {
        StoredJSON.value(text.utf8)?.array?.compactMap(\.string) ?? []
    }
}
