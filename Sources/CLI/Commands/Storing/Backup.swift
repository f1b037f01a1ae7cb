// `martlet backup`, `restore` and `verify`: copies of the conversations.

import ArgumentParser
import Foundation
import Storage
import Vocabulary

/// Copies the database of conversations while a server goes on using it.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the conversations to a new file; a server may go on meanwhile.")

    @Argument(help: "The file to write; it must not exist.")
    var file: String

    @OptionGroup var place: StorePlace
    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        verbosity.apply()
        try DatabaseBackup.make(of: try place.path(), to: file)
        let contents = try DatabaseBackup.verify(file)
        Terminal.standard.success("\(contents.sentence) copied to '\(file)'.")
    }
}

/// Puts a backup in the place of the database.
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup in the place of the conversations; stop the server before.",
        discussion: "The database that was there is kept beside it as <name>.before.")

    @Argument(help: "The backup.")
    var file: String

    @OptionGroup var place: StorePlace
    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        verbosity.apply()
        let path = try place.path()
        let folder = (path as NSString).deletingLastPathComponent
        if !folder.isEmpty {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
        }
        try DatabaseBackup.restore(file, to: path)
        let contents = try DatabaseBackup.verify(path)
        Terminal.standard.success("\(contents.sentence) restored from '\(file)'.")
    }
}

/// Checks the database, or a backup.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check that the conversations, or a backup, are sound.")

    @Argument(help: "A backup (default: the project's conversations).")
    var file: String?

    @OptionGroup var place: StorePlace
    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        verbosity.apply()
        let path = try file ?? place.path()
        let contents = try DatabaseBackup.verify(path)
        Terminal.standard.success("'\(path)' is sound: \(contents.sentence).")
    }
}

extension DatabaseBackup.Contents {
    /// What a database holds, in words.
    fileprivate var sentence: String { "\(events) events of \(conversations) conversations" }
}
