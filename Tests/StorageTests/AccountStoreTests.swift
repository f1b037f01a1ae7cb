// Accounts, the audit log and kept answers in a real file.

import Foundation
import GRDB
import TestKit
import Testing
import Vocabulary

@testable import Storage

struct AccountStoreTests {
    static let seal: AuditSeal = { number, event, previous in
        "\(number)/\(event.action)/\(previous.count)"
    }

    struct Place {
        let path: String
        let accounts: SQLiteAccountStore
        let audit: SQLiteAuditStore
        let answers: SQLiteAnswerStore
    }

    static func withStore(_ test: (Place) async throws -> Void) async throws {
        try await withFolder { folder in
            let path = WorkspaceFile.path(in: folder)
            let file = try WorkspaceFile(SQLiteSettings(path: path))
            try await test(
                Place(
                    path: path, accounts: SQLiteAccountStore(file, seal: seal),
                    audit: SQLiteAuditStore(file, seal: seal), answers: SQLiteAnswerStore(file)))
            try file.close()
        }
    }

    static func person(_ login: String, _ role: Role = .owner) -> Person {
        Person(id: "id-\(login)", login: login, name: login, role: role, state: .active, created: 1)
    }

    static func expectFault(
        _ code: Fault.Code, sourceLocation: SourceLocation = #_sourceLocation,
        _ work: () async throws(Fault) -> Void
    ) async {
        do throws(Fault) {
            try await work()
            Issue.record("nothing was thrown", sourceLocation: sourceLocation)
        } catch {
            #expect(error.code == code, "\(error)", sourceLocation: sourceLocation)
        }
    }

    @Test("An account comes back as it was given, secrets included")
    func roundTrip() async throws {
        try await Self.withStore { place in
            var account = Account(
                Self.person("änna"),
                PersonSecrets(
                    passwordHash: "$x", factorKey: [0, 1, 255], pendingFactorKey: [],
                    lastFactorStep: 7, recoveryHashes: ["a", "b"]))
            try await place.accounts.apply([.add(account)], audit: [])
            account.person.hasSecondFactor = true
            #expect(try await place.accounts.account(login: "änna") == account)
            account.person.lastSignIn = 3.25
            account.person.name = "'; --"
            account.secrets.recoveryHashes = []
            try await place.accounts.apply([.update(account)], audit: [])
            account.person.version = 2
            #expect(try await place.accounts.account(id: "id-änna") == account)
            #expect(try await place.accounts.account(id: "other") == nil)
        }
    }

    @Test("A change from an old version, and a login that is taken, change nothing")
    func conflicts() async throws {
        try await Self.withStore { place in
            let account = Account(Self.person("a"))
            try await place.accounts.apply([.add(account)], audit: [])
            try await place.accounts.apply([.update(account)], audit: [])
            let event = AuditEvent(time: 1, actor: "x", action: "y")
            await Self.expectFault(.conflict) { () throws(Fault) in
                try await place.accounts.apply([.update(account)], audit: [event])
            }
            await Self.expectFault(.conflict) { () throws(Fault) in
                var other = Self.person("a")
                other.id = "new"
                try await place.accounts.apply([.add(Account(other))], audit: [event])
            }
            #expect(try await place.accounts.account(login: "a")?.person.version == 2)
            #expect(try await place.audit.entries(PageRequest()).items.isEmpty)
        }
    }

    @Test("There is always an owner who may sign in")
    func lastOwner() async throws {
        try await Self.withStore { place in
            try await place.accounts.apply(
                [.add(Account(Self.person("a"))), .add(Account(Self.person("b", .viewer)))],
                audit: [])
            var (a, b) = (Account(Self.person("a")), Account(Self.person("b", .viewer)))
            a.person.state = .disabled
            await Self.expectFault(.conflict) { () throws(Fault) in
                try await place.accounts.apply([.update(a)], audit: [])
            }
            b.person.role = .owner
            try await place.accounts.apply([.update(b), .update(a)], audit: [])
            #expect(try await place.accounts.account(login: "a")?.person.state == .disabled)
        }
    }

    @Test("A person has so many sessions and keys; the oldest session makes room")
    func bounds() async throws {
        try await Self.withStore { place in
            try await place.accounts.apply([.add(Account(Self.person("a")))], audit: [])
            for number in 0..<AccountChange.sessionsMax + 3 {
                let session = AccountSession(
                    hash: "s\(number)", person: "id-a", created: Double(number),
                    lastSeen: Double(number), address: "", agent: "")
                try await place.accounts.apply([.begin(session)], audit: [])
            }
            #expect(try await place.accounts.session(hash: "s2") == nil)
            #expect(try await place.accounts.session(hash: "s3")?.person.login == "a")
            func key(_ number: Int) -> APIKey {
                APIKey(
                    id: "k\(number)", hash: "h\(number)", hint: "m", person: "id-a", name: "n",
                    scopes: [.auditRead], created: 0, expires: 9)
            }
            for number in 0..<AccountChange.keysMax {
                try await place.accounts.apply([.addKey(key(number))], audit: [])
            }
            await Self.expectFault(.conflict) { () throws(Fault) in
                try await place.accounts.apply([.addKey(key(99))], audit: [])
            }
            let first = try await place.accounts.keys(of: "id-a", PageRequest(limit: 30))
            let second = try await place.accounts.keys(
                of: nil, PageRequest(limit: 30, after: first.next))
            #expect(first.items.first == key(0) && second.items.count == 20)
            #expect(second.next == nil)
            try await place.accounts.apply(
                [.forget(sessionsBegunBefore: 5, sessionsUnusedSince: 6, ended: 10)], audit: [])
            #expect(try await place.accounts.session(hash: "s5") == nil)
            #expect(try await place.accounts.keys(of: nil, PageRequest()).items.isEmpty)
        }
    }

    @Test("A link is spent once, and a new one takes the place of the old")
    func links() async throws {
        try await Self.withStore { place in
            func link(_ hash: String) -> AccountLink {
                AccountLink(
                    hash: hash, person: "id-a", purpose: .reset, created: 1, expires: 2)
            }
            try await place.accounts.apply(
                [.add(Account(Self.person("a"))), .addLink(link("one")), .addLink(link("two"))],
                audit: [])
            #expect(try await place.accounts.link(hash: "one") == nil)
            #expect(try await place.accounts.link(hash: "two") == link("two"))
            try await place.accounts.apply([.spendLink(hash: "two")], audit: [])
            await Self.expectFault(.conflict) { () throws(Fault) in
                try await place.accounts.apply([.spendLink(hash: "two")], audit: [])
            }
        }
    }

    @Test("On a full disk a change fails as a whole, and what was there is still there")
    func fullDisk() async throws {
        try await withFolder { folder in
            let path = WorkspaceFile.path(in: folder)
            let file = try WorkspaceFile(SQLiteSettings(path: path, pagesMax: 120))
            let accounts = SQLiteAccountStore(file, seal: Self.seal)
            let audit = SQLiteAuditStore(file, seal: Self.seal)
            try await accounts.apply([.add(Account(Self.person("owner")))], audit: [])
            let details: JSONObject = ["text": .string(String(repeating: "x", count: 50_000))]
            var added = 0
            var fault: Fault?
            while fault == nil, added < 200 {
                let event = AuditEvent(time: 1, actor: "a", action: "b", details: details)
                do throws(Fault) {
                    try await accounts.apply(
                        [.add(Account(Self.person("p\(added)", .viewer)))], audit: [event])
                    added += 1
                } catch { fault = error }
            }
            #expect(fault?.code == .storage && fault?.message.contains("full") == true)
            #expect(try await accounts.account(login: "p\(added)") == nil)
            let people = try await accounts.people(PageRequest(limit: 200)).items
            #expect(people.count == added + 1 && added > 0)
            #expect(try await audit.entries(from: 1, limit: 300).count == added)
            try file.close()
        }
    }

    @Test("The audit log is only ever added to, whoever holds the file")
    func auditLog() async throws {
        try await Self.withStore { place in
            let events = (0..<5).map {
                AuditEvent(time: Double($0), actor: "a", action: "do", details: ["n": .integer($0)])
            }
            try await place.audit.append(Array(events[..<2]))
            try await place.audit.append(Array(events[2...]))
            let page = try await place.audit.entries(PageRequest(limit: 2))
            #expect(page.items.map(\.number) == [5, 4] && page.next == "4")
            let rest = try await place.audit.entries(PageRequest(limit: 9, after: page.next))
            #expect(rest.items.map(\.event) == events[..<3].reversed())
            #expect(try await place.audit.entries(from: 3, limit: 2).map(\.number) == [3, 4])
            #expect(rest.items.last?.hash == "1/do/0")
            let queue = try DatabaseQueue(path: place.path)
            for sql in ["UPDATE accounts_audit SET actor = 'b'", "DELETE FROM accounts_audit"] {
                await #expect(throws: DatabaseError.self) {
                    try await queue.write { try $0.execute(sql: sql) }
                }
            }
        }
    }

    @Test("The place for an answer is taken once, filled, given up, and forgotten in time")
    func answers() async throws {
        try await Self.withStore { place in
            func reserve(_ key: String, _ print: String, at time: Double) async throws
                -> KeptAnswer?
            {
                try await place.answers.reserve(
                    key: key, caller: "c", KeptAnswer(fingerprint: print, created: time),
                    forgetBefore: time - 100)
            }
            #expect(try await reserve("k", "f", at: 1_000) == nil)
            let waiting = try await reserve("k", "g", at: 1_001)
            #expect(waiting == KeptAnswer(fingerprint: "f", created: 1_000))
            try await place.answers.keep(key: "k", sealed: [1, 2])
            #expect(try await reserve("k", "g", at: 1_002)?.sealed == [1, 2])
            try await place.answers.release(key: "k")
            #expect(try await reserve("k", "g", at: 1_003)?.sealed == [1, 2])
            #expect(try await reserve("k", "g", at: 1_200) == nil)
            try await place.answers.releaseAll()
            #expect(try await reserve("k", "h", at: 1_201) == nil)
        }
    }
}
