// Every store against the laws of stores.

import Storage
import TestKit
import Testing
import Vocabulary

@Suite struct StoreLawTests {
    @Test("The store in memory keeps the laws", arguments: EventStoreLaws.all)
    func memory(law: EventStoreLaw) async throws { try await law.check(MemoryStore()) }

    @Test("Martlet's tables keep the laws", arguments: EventStoreLaws.all)
    func martlet(law: EventStoreLaw) async throws {
        try await withFolder { folder in
            try await law.check(SQLiteStore(SQLiteSettings(path: folder + "/.martlet/m.db")))
        }
    }

    @Test("Rasa's table keeps the laws", arguments: EventStoreLaws.all)
    func rasa(law: EventStoreLaw) async throws {
        try await withFolder { folder in
            let settings = SQLiteSettings(path: folder + "/rasa.db", durability: .machine)
            try await law.check(SQLiteStore(settings, layout: .rasa))
        }
    }

    @Test func `The log holds every commit in order`() async throws {
        try await EventStoreLaws.checkLog(MemoryStore(keepsLog: true))
        try await withFolder { folder in
            try await EventStoreLaws.checkLog(
                SQLiteStore(SQLiteSettings(path: folder + "/m.db")))
            try await EventStoreLaws.checkLog(
                SQLiteStore(SQLiteSettings(path: folder + "/r.db"), layout: .rasa))
        }
    }
}
