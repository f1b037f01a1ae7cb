// Which stores the sections of endpoints.yml mean, and which are refused.

import Foundation
import Storage
import TestKit
import Testing
import Vocabulary

@Suite struct StoreSettingsTests {
    @Test func `Without sections conversations are kept on disk and published nowhere`() {
        let settings = StoreSettings()
        #expect(settings.tracker == .martlet)
        #expect(settings.broker == nil)
        #expect(settings.problems.isEmpty)
    }

    @Test(
        "Sections are understood by their type",
        arguments: [
            (["type": "in_memory"], .memory), ([:], .memory),
            (["synchronous": "full"], .martlet), (["type": "martlet"], .martlet),
            (["type": "SQL"], .rasa(path: "rasa.db")),
            (["type": "sql", "dialect": "sqlite", "db": "x.db"], .rasa(path: "x.db")),
            (["type": "SQL", "url": "sqlite:///a/b.db"], .rasa(path: "a/b.db")),
            (["type": "SQL", "url": "sqlite:////b.db"], .rasa(path: "/b.db")),
            (["type": "SQL", "db": ":memory:"], .memory),
        ] as [(JSONValue, StoreSettings.Tracker)])
    func trackers(section: JSONValue, tracker: StoreSettings.Tracker) {
        let settings = StoreSettings(trackerStore: section)
        #expect(settings.problems.isEmpty)
        #expect(settings.tracker == tracker)
    }

    @Test func `Brokers are understood by their type`() {
        #expect(
            StoreSettings(eventBroker: ["type": "file"]).broker == .file(path: "rasa_event.log"))
        #expect(StoreSettings(eventBroker: ["type": "SQL"]).broker == .sql(path: "events.db"))
        let placed: JSONValue = ["type": "file", "path": "e.log"]
        #expect(StoreSettings(eventBroker: placed).broker == .file(path: "e.log"))
        #expect(StoreSettings(trackerStore: ["synchronous": "FULL"]).durability == .machine)
    }

    @Test func `What is not built is refused by name with what to use instead`() async {
        let settings = StoreSettings(
            trackerStore: ["type": "redis", "synchronous": 3], lockStore: ["type": "redis"],
            eventBroker: ["url": "localhost"])
        #expect(
            settings.problems.map(\.section) == [
                "tracker_store", "tracker_store", "lock_store", "event_broker",
            ])
        #expect(settings.problems.map(\.key) == ["synchronous", "type", "type", "type"])
        #expect(settings.problems[1].message.contains("'redis'"))
        #expect(settings.problems[3].message.contains("'pika'"))
        #expect(settings.problems.allSatisfy { !$0.hint.isEmpty })
        for section: JSONValue in [
            ["type": "my.Store"], ["type": "SQL", "dialect": "postgresql"],
            ["type": "SQL", "url": "postgresql://host/db"], ["type": "dynamo"],
        ] {
            #expect(StoreSettings(trackerStore: section).problems.count == 1)
        }
        let fault = await #expect(throws: Fault.self) { try await StoreCatalog.open(settings) }
        #expect(fault?.code == .badRequest)
    }

    @Test func `The catalog opens what was asked for`() async throws {
        try await withFolder { folder in
            let settings = StoreSettings(
                trackerStore: ["type": "SQL", "db": "t.db"],
                eventBroker: ["type": "file", "path": "e.log"])
            let stores = try await StoreCatalog.open(settings, folder: folder)
            try await stores.store.commit(
                ConversationChange(conversation: "a", events: EventStoreLaws.turn(1)))
            try await stores.publisher?.publishAll()
            for name in ["t.db", "e.log"] {
                #expect(FileManager.default.fileExists(atPath: folder + "/" + name))
            }
            _ = try await StoreCatalog.open(StoreSettings(), folder: folder)
            #expect(FileManager.default.fileExists(atPath: folder + "/.martlet/martlet.db"))
        }
    }
}
