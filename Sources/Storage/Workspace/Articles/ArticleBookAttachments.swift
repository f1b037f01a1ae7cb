// What is known of attachments, in the workspace file.

import GRDB
public import Vocabulary

extension ArticleBook: AttachmentStore {
    /// Keeps an attachment; one that is known stays as it is.
    public func put(_ attachment: ArticleAttachment) async throws(Fault) {
        try await file.write { database in
            try database.execute(
                sql: """
                    INSERT INTO kb_attachments(hash, name, type, size, author, created)
                    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT(hash) DO NOTHING
                    """,
                arguments: [
                    attachment.hash, attachment.name, attachment.type, attachment.size,
                    attachment.author, attachment.created,
                ])
        }
    }

    /// An attachment; `nil` for an unknown one.
    public func attachment(_ hash: String) async throws(Fault) -> ArticleAttachment? {
        try await file.read { database in
            try Row.fetchOne(
                database, sql: "SELECT * FROM kb_attachments WHERE hash = ?", arguments: [hash]
            ).map(Self.attachment)
        }
    }

    /// Attachments in rising order of their hashes.
    public func attachments(after: String?, limit: Int) async throws(Fault) -> [ArticleAttachment] {
        try await file.read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM kb_attachments WHERE hash > ? ORDER BY hash LIMIT ?",
                arguments: [after ?? "", limit]
            ).map(Self.attachment)
        }
    }

    private static func attachment(_ row: Row) -> ArticleAttachment {
        ArticleAttachment(
            hash: row["hash"], name: row["name"], type: row["type"], size: row["size"],
            author: row["author"], created: row["created"])
    }

    /// The articles whose revisions name an attachment.
    public func users(of hash: String, limit: Int) async throws(Fault) -> [String] {
        try await file.read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT article FROM kb_attachment_uses
                    WHERE hash = ? ORDER BY article LIMIT ?
                    """, arguments: [hash, limit])
        }
    }
}
