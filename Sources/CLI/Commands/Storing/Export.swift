// `martlet export` and `import`: move conversations out of a store and into one.

import ArgumentParser
import Foundation
import Storage
import Vocabulary

/// Publishes stored conversations to the event broker, or writes them to a file.
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Publish stored conversations to the event broker, or write them to a file.",
        discussion: """
            Without --to the events go to the event_broker of endpoints.yml, as with Rasa. With \
            --to they are written as JSON lines, which `martlet import` reads.
            """)

    @OptionGroup var place: StorePlace

    @Option(name: .long, help: "Only events at or after this time, in seconds since 1970.")
    var minimumTimestamp: Double?

    @Option(name: .long, help: "Only events before this time, in seconds since 1970.")
    var maximumTimestamp: Double?

    @Option(name: .long, help: "Seconds added to the time of every event.")
    var offsetTimestampsBySeconds: Double?

    @Option(name: .long, help: "Only these conversations, with commas between them.")
    var conversationIds: String?

    @Option(name: .long, help: "A file of JSON lines to write instead of publishing.")
    var to: String?

    @Option(
        name: .long,
        help: "A database to read instead of the project's: Martlet's, or one Rasa wrote.")
    var from: String?

    @OptionGroup var verbosity: Verbosity

    func validate() throws {
        if let minimumTimestamp, let maximumTimestamp, maximumTimestamp < minimumTimestamp {
            throw ValidationError("--maximum-timestamp lies before --minimum-timestamp.")
        }
        guard from == nil || to != nil else {
            throw ValidationError("--from goes with --to: name the file to write.")
        }
    }

    func run() async throws {
        verbosity.apply()
        let tally = try await move()
        guard tally.events > 0 else {
            throw Fault(.notFound, "There are no events that these flags ask for.")
        }
        let place = to.map { "written to '\($0)'" } ?? "published"
        Terminal.standard.success(
            "\(tally.events) events of \(tally.conversations) conversations \(place).")
    }

    private func move() async throws -> ConversationArchive.Tally {
        if let to {
            let source: any ConversationSource =
                try from.map { path throws(Fault) in try DatabaseFile(path) }
                ?? DatabaseFile(try place.path())
            return try await ConversationArchive.export(from: source, to: to, choice)
        }
        let settings = try place.settings()
        guard let broker = try StoreCatalog.broker(settings) else {
            throw Fault(
                .notFound, "endpoints.yml names no event_broker to publish to.",
                remedy: "Add one, or write a file with --to.")
        }
        return try await ConversationArchive.publish(
            from: try await place.open().store, to: broker, choice)
    }

    private var choice: ConversationArchive.Choice {
        var choice = ConversationArchive.Choice()
        choice.conversations = conversationIds.map { ids in
            Set(ids.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
        }
        choice.from = minimumTimestamp
        choice.until = maximumTimestamp
        choice.offsetSeconds = offsetTimestampsBySeconds ?? 0
        return choice
    }
}

/// Takes conversations into the project's store.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take conversations from a file or another database into the project's store.",
        discussion: """
            Reads JSON lines as `martlet export --to` and event brokers write them, or a SQLite \
            database of Martlet or of Rasa's tracker store. Conversations that are there already \
            are left alone.
            """)

    @Argument(help: "The file to read.")
    var file: String

    @OptionGroup var place: StorePlace
    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        verbosity.apply()
        guard FileManager.default.fileExists(atPath: file) else {
            throw Fault(.notFound, "The path '\(file)' does not exist.")
        }
        let store = try await place.open().store
        let tally =
            Self.isDatabase(file)
            ? try await ConversationArchive.copy(from: try DatabaseFile(file), into: store)
            : try await ConversationLines.load(file, into: store)
        let terminal = Terminal.standard
        if !tally.kept.isEmpty {
            terminal.warning(
                "\(tally.kept.count) conversations were there already and are left alone, "
                    + "'\(tally.kept[0])' among them")
        }
        terminal.success(
            "\(tally.events) events of \(tally.conversations) conversations imported.")
    }

    /// Whether a file begins as a SQLite database does.
    private static func isDatabase(_ path: String) -> Bool {
        guard let file = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? file.close() }
        let head = (try? file.read(upToCount: 16)) ?? nil
        return head.map { $0.starts(with: Data("SQLite format 3".utf8)) } ?? false
    }
}
