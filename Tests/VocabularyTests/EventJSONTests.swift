// Events to and from Rasa's JSON, held against what Rasa wrote.

import TestKit
import Testing
import Vocabulary

@Suite("Events in Rasa's JSON") struct EventJSONTests {
    static let checks = ((try? Golden.json("event_checks"))?.array ?? []).map {
        ($0["body"] ?? .null, $0["verdict"]?.string ?? "")
    }

    /// The value with all numbers of one kind, since Rasa's `4` is our `4.0`.
    static func plain(_ value: JSONValue) -> JSONValue {
        switch value {
        case .integer(let number): .number(Double(number))
        case .array(let items): .array(items.map(plain))
        case .object(let object):
            .object(JSONObject(distinct: object.members.map { ($0.key, plain($0.value)) }))
        default: value
        }
    }

    @Test("events are written as Rasa writes them, and read again as the same")
    func roundTrips() throws {
        let rows = try Golden.json("trackers")["events"]?.array ?? []
        #expect(rows.count > 40)
        for row in rows {
            let event = try #require(row["in"].flatMap { Event(stored: $0.object ?? [:]) })
            let written = JSONValue.object(event.json)
            #expect(Self.plain(written) == Self.plain(row["out"] ?? .null), "\(row.text())")
            let again = try #require(Event(stored: event.json))
            #expect(again.json == event.json)
        }
    }

    @Test("lists of events are taken exactly when Rasa takes them", arguments: checks)
    func agreesWithRasa(body: JSONValue, verdict: String) {
        let ours =
            if EventChecks.formProblem(body) != nil {
                "form"
            } else if EventChecks.contentProblem(body) != nil {
                "content"
            } else {
                "fine"
            }
        #expect(ours == verdict, "\(body.text())")
    }

    @Test("one event is taken exactly when Rasa takes it", arguments: checks)
    func single(body: JSONValue, verdict: String) {
        for event in body.array ?? [] where body.array?.count == 1 {
            do {
                let read = try Event(json: event, now: 7)
                #expect(verdict == "fine", "\(event.text())")
                let time = event["timestamp"]?.double ?? 7
                #expect(read.timestamp == time)
            } catch {
                #expect(verdict == (error.kind == .form ? "form" : "content"), "\(event.text())")
                #expect(!error.message.isEmpty)
            }
        }
    }

    @Test("an event without a time, or with time 0, happens now")
    func time() throws {
        #expect(try Event(json: ["event": "pause"], now: 5).timestamp == 5)
        #expect(try Event(json: ["event": "pause", "timestamp": 0], now: 5).timestamp == 5)
    }

    @Test("a reminder without a name gets one of its own")
    func reminderName() throws {
        let json: JSONValue = [
            "event": "reminder", "intent": "greet", "date_time": "2030-01-31T08:05:09",
        ]
        let names = try (0..<2).map { _ in try Event(json: json, now: 1).json["name"]?.string }
        #expect(names[0] != nil && names[0] != names[1])
    }

    @Test("a message made here has the parse data that Rasa would give it")
    func message() {
        let user = UserEvent(
            text: "hi", parse: ["intent": ["name": "greet"]], messageID: "1", metadata: ["a": 1])
        let expected: JSONObject = [
            "intent": ["name": "greet"], "entities": [], "text": "hi", "message_id": "1",
            "metadata": ["a": 1],
        ]
        #expect(user.parse == expected)
        #expect(UserEvent(text: "hi", parse: expected).parse == expected)
    }
}

@Suite("Dates of reminders") struct DateTimeTests {
    @Test("a date counts the seconds since 1970, by its own clock or the local one")
    func seconds() throws {
        #expect(DateTime(iso: "1970-01-01T00:00:00Z")?.seconds() == 0)
        #expect(DateTime(iso: "2030-01-31T08:05:09.25Z")?.seconds() == 1_896_077_109.25)
        #expect(DateTime(iso: "2030-01-31T08:05:09+02:00")?.seconds() == 1_896_069_909)
        let naive = try #require(DateTime(iso: "2030-01-31T08:05:09"))
        #expect(naive.seconds(localOffset: 3600) == 1_896_073_509)
        #expect(DateTime(iso: "1969-12-31T23:59:59Z")?.seconds() == -1)
    }

    @Test("dates that exist are written back, day by day")
    func days() {
        for text in ["2000-02-29", "1999-12-31", "2100-03-01", "0001-01-01", "9999-12-31"] {
            #expect(DateTime(iso: text)?.iso == text + "T00:00:00")
        }
    }

    @Test(
        "what is no date is refused",
        arguments: [
            "", "now", "2030-13-01", "2030-02-30", "2100-02-29", "2030-01-31T24:00",
            "2030-01-31T08:61", "2030-01-31T08:05:09.", "2030-01-31T08:05:09+25:00",
            "2030-01-31T08:05:09 x", "2030-1-31", "-030-01-31", "0000-01-01",
            String(repeating: "2", count: 99),
        ])
    func refused(text: String) { #expect(DateTime(iso: text) == nil) }
}
