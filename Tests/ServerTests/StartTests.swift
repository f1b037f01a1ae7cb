// What is told at the start, and how log lines look.

import Logging
import Synchronization
import Testing
import Vocabulary

@testable import Server

struct StartTests {
    @Test("An open API on an address others reach is told loudly")
    func openAPI() {
        var settings = ServerSettings()
        settings.isAPIEnabled = true
        #expect(StartNotes.warnings(settings).first?.contains("OPEN TO EVERYBODY") == true)
        for host in ["127.0.0.1", "localhost", "::1", "127.8.8.8"] {
            settings.host = host
            #expect(StartNotes.warnings(settings).isEmpty)
        }
        settings.host = "0.0.0.0"
        settings.authToken = "t"
        #expect(StartNotes.warnings(settings).isEmpty)
        settings.authToken = nil
        settings.jwtSecret = "s"
        #expect(StartNotes.warnings(settings).isEmpty)
        settings.jwtSecret = nil
        settings.isAPIEnabled = false
        #expect(StartNotes.warnings(settings).isEmpty)
    }

    static func lines(_ form: LogWriter.Form, _ write: (Logger) -> Void) -> [String] {
        let taken = Mutex<[String]>([])
        let logger = Logger(label: "server") { label in
            LogWriter(label: label, level: .info, form: form) { _, line in
                taken.withLock { $0.append(String(decoding: line, as: UTF8.self)) }
            }
        }
        write(logger)
        return taken.withLock { $0 }
    }

    @Test("A log line is one line, whatever it is told")
    func textLines() {
        let lines = Self.lines(.text) {
            $0.debug("unseen")
            $0.warning("one\ntwo", metadata: ["b": "2\r", "a": "1"])
        }
        #expect(lines.count == 1)
        #expect(lines[0].hasSuffix("WARNING  server  one\\ntwo  a=1  b=2\\r\n"))
    }

    @Test("A log line for machines is a JSON object")
    func jsonLines() throws {
        let lines = Self.lines(.json) {
            $0.info("said \"hi\"\n", metadata: ["level": "x", "k": "v"])
        }
        let object = try JSONValue(parsing: lines[0])
        #expect(object["event"] == "said \"hi\"\n")
        #expect(object["level"] == "info")
        #expect(object["logger"] == "server")
        #expect(object["k"] == "v")
    }

    @Test("Levels come from a flag, or from the environment by Python's names")
    func levels() {
        #expect(LogSettings(environment: [:]).level == .info)
        #expect(LogSettings(environment: ["LOG_LEVEL": "WARNING"]).level == .warning)
        #expect(LogSettings(environment: ["LOG_LEVEL": "odd"]).level == .info)
        #expect(LogSettings(flag: .debug, environment: ["LOG_LEVEL": "ERROR"]).level == .debug)
        for (value, form) in [
            ("1", LogWriter.Form.json), ("true", .json), ("0", .text), ("", .text),
        ] {
            #expect(LogSettings(environment: ["FORCE_JSON_LOGGING": value]).form == form)
        }
    }
}
