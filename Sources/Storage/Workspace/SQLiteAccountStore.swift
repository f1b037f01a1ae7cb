// People and what lets them in, kept in the workspace file.

import Foundation
import GRDB
public import Vocabulary

/// Keeps accounts in SQLite.
public final class SQLiteAccountStore: AccountStore {
    private let file: WorkspaceFile
    private let seal: AuditSeal

    /// A store over the workspace file.
    ///
    /// - Parameter seal: computes the hashes of the audit log.
    public init(_ file: WorkspaceFile, seal: @escaping AuditSeal) {
        self.file = file
        self.seal = seal
    }

    /// The account of an id; `nil` when there is none.
    public func account(id: String) async throws(Fault) -> Account? {
        try await account(where: "id = ?", id)
    }

    /// The account of a login in lower case; `nil` when there is none.
    public func account(login: String) async throws(Fault) -> Account? {
        try await account(where: "login = ?", login)
    }

    private func account(where condition: String, _ value: String) async throws(Fault) -> Account? {
        try await file.read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT *, factor_key IS NOT NULL AS has_factor FROM accounts_people
                    WHERE \(condition)
                    """, arguments: [value]
            ).map(AccountRows.account)
        }
    }

    /// People in the order of their logins.
    public func people(_ page: PageRequest) async throws(Fault) -> Page<Person> {
        try await file.read { database in
            let found = try Row.fetchAll(
                database,
                sql: """
                    SELECT \(AccountRows.personColumns) FROM accounts_people p
                    WHERE login > ? ORDER BY login LIMIT ?
                    """, arguments: [page.after ?? "", page.limit + 1]
            ).map(AccountRows.person)
            return Page(found: found, for: page, place: \.login)
        }
    }

    /// A session with whose it is; `nil` when there is none.
    public func session(
        hash: String
    ) async throws(Fault) -> (session: AccountSession, person: Person)? {
        try await file.read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT \(AccountRows.personColumns), s.hash AS s_hash, s.person AS s_person,
                        s.created AS s_created, s.last_seen AS s_last_seen,
                        s.address AS s_address, s.agent AS s_agent
                    FROM accounts_sessions s JOIN accounts_people p ON p.id = s.person
                    WHERE s.hash = ?
                    """, arguments: [hash]
            ).map { (AccountRows.session($0), try AccountRows.person($0)) }
        }
    }

    /// A key with whom it acts for; `nil` when there is none.
    public func key(hash: String) async throws(Fault) -> (key: APIKey, person: Person)? {
        try await file.read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT \(AccountRows.personColumns), \(AccountRows.keyColumns)
                    FROM accounts_keys k JOIN accounts_people p ON p.id = k.person
                    WHERE k.hash = ?
                    """, arguments: [hash]
            ).map { (AccountRows.key($0), try AccountRows.person($0)) }
        }
    }

    /// Keys in the order they were made: of one person, or of all for `nil`.
    public func keys(
        of person: String?, _ page: PageRequest
    ) async throws(Fault) -> Page<APIKey> {
        try await file.read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT \(AccountRows.keyColumns) FROM accounts_keys k
                    WHERE k.number > ? AND (? IS NULL OR k.person = ?)
                    ORDER BY k.number LIMIT ?
                    """,
                arguments: [Int(page.after ?? "") ?? 0, person, person, page.limit + 1])
            let places = rows.map { (number: $0["k_number"] as Int, key: AccountRows.key($0)) }
            return Page(found: places, for: page, place: { String($0.number) }).map(\.key)
        }
    }

    /// A link that was not used; `nil` when there is none.
    public func link(hash: String) async throws(Fault) -> AccountLink? {
        try await file.read { database in
            try Row.fetchOne(
                database, sql: "SELECT * FROM accounts_links WHERE hash = ?", arguments: [hash]
            ).map(AccountRows.link)
        }
    }

    /// Makes changes and writes what happened into the audit log: all of it or nothing.
    public func apply(_ changes: [AccountChange], audit: [AuditEvent]) async throws(Fault) {
        let seal = seal
        try await file.write { database in
            let hadOwner = try AccountWriting.hasOwner(in: database)
            for change in changes { try AccountWriting.apply(change, in: database) }
            if hadOwner { try AccountWriting.checkOwner(in: database) }
            try AuditTable.append(audit, seal: seal, in: database)
        }
    }
}
