// People, sessions, keys and links as rows, and back.

import Foundation
import GRDB
import Vocabulary

/// Reads rows of the account tables.
enum AccountRows {
    static let personColumns = """
        p.id AS id, p.login AS login, p.name AS name, p.role AS role, p.state AS state,
        p.must_change AS must_change, p.created AS created, p.last_sign_in AS last_sign_in,
        p.version AS version, p.factor_key IS NOT NULL AS has_factor
        """

    static func person(_ row: Row) throws -> Person {
        guard let role = Role(rawValue: row["role"]),
            let state = Person.State(rawValue: row["state"])
        else { throw damaged("person") }
        return Person(
            id: row["id"], login: row["login"], name: row["name"], role: role, state: state,
            mustChangePassword: row["must_change"], hasSecondFactor: row["has_factor"],
            created: row["created"], lastSignIn: row["last_sign_in"], version: row["version"])
    }

    static func account(_ row: Row) throws -> Account {
        let recovery: String = row["recovery_hashes"]
        let key: Data? = row["factor_key"]
        let pending: Data? = row["pending_factor_key"]
        return Account(
            try person(row),
            PersonSecrets(
                passwordHash: row["password_hash"], factorKey: key.map(Array.init),
                pendingFactorKey: pending.map(Array.init), lastFactorStep: row["last_factor_step"],
                recoveryHashes: recovery.split(separator: " ").map(String.init)))
    }

    static func session(_ row: Row) -> AccountSession {
        AccountSession(
            hash: row["s_hash"], person: row["s_person"], created: row["s_created"],
            lastSeen: row["s_last_seen"], address: row["s_address"], agent: row["s_agent"])
    }

    static let keyColumns = """
        k.number AS k_number, k.id AS k_id, k.hash AS k_hash, k.hint AS k_hint,
        k.person AS k_person, k.name AS k_name, k.scopes AS k_scopes, k.created AS k_created,
        k.expires AS k_expires, k.last_used AS k_last_used
        """

    static func key(_ row: Row) -> APIKey {
        let scopes: String = row["k_scopes"]
        return APIKey(
            id: row["k_id"], hash: row["k_hash"], hint: row["k_hint"], person: row["k_person"],
            name: row["k_name"],
            // A permission of a newer release is unknown here and so not given.
            scopes: scopes.split(separator: " ").compactMap { Permission(rawValue: String($0)) },
            created: row["k_created"], expires: row["k_expires"], lastUsed: row["k_last_used"])
    }

    static func link(_ row: Row) throws -> AccountLink {
        guard let purpose = AccountLink.Purpose(rawValue: row["purpose"]) else {
            throw damaged("link")
        }
        return AccountLink(
            hash: row["hash"], person: row["person"], purpose: purpose, created: row["created"],
            expires: row["expires"])
    }

    static func damaged(_ what: String) -> Fault {
        Fault(
            .storage, "A stored \(what) cannot be read.",
            remedy: "Restore a backup, or start the newer program that wrote it.")
    }
}
