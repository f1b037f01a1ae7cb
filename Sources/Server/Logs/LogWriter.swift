// Writes log lines to standard error, as text for people or as JSON for machines.

import Foundation
public import Logging
import Synchronization
import Vocabulary

/// Where log lines go and how they look.
public struct LogWriter: LogHandler {
    /// How a line looks.
    public enum Form: Sendable {
        /// `2026-01-31 12:00:00 INFO  server  message  key=value`
        case text
        /// One JSON object a line.
        case json
    }

    /// Least level that is written.
    public var logLevel: Logger.Level
    /// Fields every line gets.
    public var metadata: Logger.Metadata = [:]

    private let label: String
    private let form: Form
    private let sink: Sink

    /// Takes each line with its line feed, and its level.
    public typealias Sink = @Sendable (_ level: Logger.Level, _ line: [UInt8]) -> Void

    /// A writer.
    ///
    /// - Parameters:
    ///   - label: who writes.
    ///   - level: the least level that is written.
    ///   - form: how a line looks.
    ///   - sink: takes the lines; standard error unless given.
    public init(
        label: String, level: Logger.Level, form: Form,
        sink: @escaping Sink = LogWriter.standardError
    ) {
        self.label = label
        logLevel = level
        self.form = form
        self.sink = sink
    }

    /// A field every line gets.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes a line.
    public func log(event: LogEvent) {
        var fields = metadata
        if let more = event.metadata { fields.merge(more) { $1 } }
        let pairs = fields.sorted { $0.key < $1.key }.map { ($0.key, "\($0.value)") }
        let line =
            switch form {
            case .text: text(event, pairs)
            case .json: json(event, pairs)
            }
        sink(event.level, line + [0x0A])
    }

    private func text(_ event: LogEvent, _ fields: [(String, String)]) -> [UInt8] {
        let level = event.level.rawValue.uppercased().padding(
            toLength: 8, withPad: " ", startingAt: 0)
        var line = "\(Self.timestamp()) \(level) \(label)  \(Self.oneLine("\(event.message)"))"
        for (key, value) in fields { line += "  \(key)=\(Self.oneLine(value))" }
        return Array(line.utf8)
    }

    private func json(_ event: LogEvent, _ fields: [(String, String)]) -> [UInt8] {
        var object: JSONObject = [
            "timestamp": .string(Self.timestamp()),
            "level": .string(event.level.rawValue),
            "logger": .string(label),
            "event": .string("\(event.message)"),
        ]
        for (key, value) in fields where object[key] == nil { object[key] = .string(value) }
        return JSONValue.object(object).bytes()
    }

    /// Line feeds inside a message must not look like lines of their own.
    private static func oneLine(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 }) else { return text }
        return text.unicodeScalars.map { $0.value < 0x20 ? $0.escaped(asASCII: true) : String($0) }
            .joined()
    }

    private static func timestamp() -> String {
        var moment = time(nil)
        var parts = tm()
        gmtime_r(&moment, &parts)
        var buffer = [CChar](repeating: 0, count: 32)
        strftime(&buffer, buffer.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
        return String(
            decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static let lock = Mutex(())

    /// Writes to standard error, one line at a time.
    public static let standardError: Sink = { _, line in
        lock.withLock { _ in
            _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
        }
    }
}
