// Makes the changes of the account tables, inside a transaction.

import Foundation
import GRDB
import Vocabulary

/// Writes changes.
enum AccountWriting {
    /// Makes one change.
    static func apply(_ change: AccountChange, in database: Database) throws {
        switch change {
        case .add(let account): try add(account, in: database)
        case .update(let account): try update(account, in: database)
        case .begin(let session): try begin(session, in: database)
        case .touchSession(let hash, let time):
            try database.execute(
                sql: "UPDATE accounts_sessions SET last_seen = ? WHERE hash = ?",
                arguments: [time, hash])
        case .end(let hash):
            try database.execute(
                sql: "DELETE FROM accounts_sessions WHERE hash = ?", arguments: [hash])
        case .endAll(let person, let kept):
            try database.execute(
                sql: "DELETE FROM accounts_sessions WHERE person = ? AND hash <> ?",
                arguments: [person, kept ?? ""])
        case .addKey(let key): try add(key, in: database)
        case .touchKey(let id, let time):
            try database.execute(
                sql: "UPDATE accounts_keys SET last_used = ? WHERE id = ?", arguments: [time, id])
        case .removeKey(let id):
            try database.execute(sql: "DELETE FROM accounts_keys WHERE id = ?", arguments: [id])
            guard database.changesCount == 1 else {
                throw Fault(.notFound, "There is no such key.")
            }
        case .addLink(let link): try add(link, in: database)
        case .spendLink(let hash):
            try database.execute(
                sql: "DELETE FROM accounts_links WHERE hash = ?", arguments: [hash])
            guard database.changesCount == 1 else {
                throw Fault(.conflict, "The link was used before.")
            }
        case .forget(let begun, let unused, let ended):
            try database.execute(
                sql: "DELETE FROM accounts_sessions WHERE created < ? OR last_seen < ?",
                arguments: [begun, unused])
            try database.execute(
                sql: "DELETE FROM accounts_links WHERE expires < ?", arguments: [ended])
            try database.execute(
                sql: "DELETE FROM accounts_keys WHERE expires < ?", arguments: [ended])
        }
    }

    /// Refuses changes after which nobody could let others in any more.
    static func checkOwner(in database: Database) throws {
        let owners = try Int.fetchOne(
            database,
            sql: "SELECT count(*) FROM accounts_people WHERE role = 'owner' AND state = 'active'")
        guard owners != 0 else {
            throw Fault(
                .conflict, "There would be no owner left.",
                remedy: "Make somebody else an owner before.")
        }
    }

    /// Whether there is an owner who may sign in.
    static func hasOwner(in database: Database) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (SELECT 1 FROM accounts_people WHERE role = 'owner'
                AND state = 'active')
                """) ?? false
    }

    private static func add(_ account: Account, in database: Database) throws {
        let person = account.person
        let isTaken = try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM accounts_people WHERE login = ?)",
            arguments: [person.login])
        guard isTaken != true else {
            throw Fault(.conflict, "There is somebody with the login '\(person.login)' already.")
        }
        try database.execute(
            sql: """
                INSERT INTO accounts_people(login, name, role, state, must_change, last_sign_in,
                    password_hash, factor_key, pending_factor_key, last_factor_step,
                    recovery_hashes, version, id, created)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
                """, arguments: columns(account) + [person.id, person.created])
    }

    private static func update(_ account: Account, in database: Database) throws {
        let person = account.person
        try database.execute(
            sql: """
                UPDATE accounts_people SET login = ?, name = ?, role = ?, state = ?,
                    must_change = ?, last_sign_in = ?, password_hash = ?, factor_key = ?,
                    pending_factor_key = ?, last_factor_step = ?, recovery_hashes = ?,
                    version = version + 1
                WHERE id = ? AND version = ?
                """, arguments: columns(account) + [person.id, person.version])
        guard database.changesCount == 1 else {
            throw Fault(.conflict, "The account was changed by somebody else in the meantime.")
        }
    }

    private static func columns(_ account: Account) -> StatementArguments {
        let (person, secrets) = (account.person, account.secrets)
        return [
            person.login, person.name, person.role.rawValue, person.state.rawValue,
            person.mustChangePassword, person.lastSignIn, secrets.passwordHash,
            secrets.factorKey.map { Data($0) }, secrets.pendingFactorKey.map { Data($0) },
            secrets.lastFactorStep, secrets.recoveryHashes.joined(separator: " "),
        ]
    }

    private static func begin(_ session: AccountSession, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO accounts_sessions(hash, person, created, last_seen, address, agent)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                session.hash, session.person, session.created, session.lastSeen, session.address,
                session.agent,
            ])
        try database.execute(
            sql: """
                DELETE FROM accounts_sessions WHERE person = ? AND hash NOT IN (
                    SELECT hash FROM accounts_sessions WHERE person = ?
                    ORDER BY created DESC LIMIT ?)
                """, arguments: [session.person, session.person, AccountChange.sessionsMax])
    }

    private static func add(_ key: APIKey, in database: Database) throws {
        let count = try Int.fetchOne(
            database, sql: "SELECT count(*) FROM accounts_keys WHERE person = ?",
            arguments: [key.person])
        guard (count ?? 0) < AccountChange.keysMax else {
            throw Fault(
                .conflict, "There are \(AccountChange.keysMax) keys already.",
                remedy: "Remove one before.")
        }
        try database.execute(
            sql: """
                INSERT INTO accounts_keys(id, hash, hint, person, name, scopes, created, expires)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                key.id, key.hash, key.hint, key.person, key.name,
                key.scopes.map(\.rawValue).joined(separator: " "), key.created, key.expires,
            ])
    }

    private static func add(_ link: AccountLink, in database: Database) throws {
        try database.execute(
            sql: "DELETE FROM accounts_links WHERE person = ?", arguments: [link.person])
        try database.execute(
            sql: """
                INSERT INTO accounts_links(hash, person, purpose, created, expires)
                VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [
                link.hash, link.person, link.purpose.rawValue, link.created, link.expires,
            ])
    }
}
