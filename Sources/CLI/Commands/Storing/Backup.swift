// `martlet backup`, `restore` and `verify`: copies of conversations, people and articles.

import ArgumentParser
import Foundation
import KnowledgeBase
import Storage
import Vocabulary

/// Copies the database of conversations while a server goes on using it.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the conversations to a new file; a server may go on meanwhile.",
        discussion: "People, articles and attachments go into a folder <file>.workspace beside it.")

    @Argument(help: "The file to write; it must not exist.")
    var file: String

    @OptionGroup var place: StorePlace
    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        verbosity.apply()
        let hasWorkspace = WorkspaceBackup.isThere(WorkspaceCopy.folder)
        if let path = try place.conversations(isOptional: hasWorkspace) {
            try DatabaseBackup.make(of: path, to: file)
            let contents = try DatabaseBackup.verify(file)
            Terminal.standard.success("\(contents.sentence) copied to '\(file)'.")
        }
        guard hasWorkspace else { return }
        let folder = WorkspaceCopy.folder(of: file)
        try WorkspaceBackup.make(of: WorkspaceCopy.folder, to: folder)
        Terminal.standard.success("\(try WorkspaceCopy.verify(folder)) copied to '\(folder)'.")
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
        let copy = WorkspaceCopy.folder(of: file)
        let hasWorkspace = WorkspaceBackup.isThere(copy)
        if hasWorkspace { _ = try WorkspaceCopy.verify(copy) }
        if FileManager.default.fileExists(atPath: file) || !hasWorkspace {
            try restoreConversations()
        }
        guard hasWorkspace else { return }
        try WorkspaceBackup.restore(copy, to: WorkspaceCopy.folder)
        let contents = try WorkspaceCopy.verify(WorkspaceCopy.folder)
        Terminal.standard.success("\(contents) restored from '\(copy)'.")
    }

    private func restoreConversations() throws {
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
        let folder = file.map(WorkspaceCopy.folder) ?? WorkspaceCopy.folder
        let hasWorkspace = WorkspaceBackup.isThere(folder)
        let isGiven = file.map { FileManager.default.fileExists(atPath: $0) || !hasWorkspace }
        if isGiven ?? true,
            let path = try file ?? place.conversations(isOptional: hasWorkspace)
        {
            let contents = try DatabaseBackup.verify(path)
            Terminal.standard.success("'\(path)' is sound: \(contents.sentence).")
        }
        guard hasWorkspace else { return }
        Terminal.standard.success("'\(folder)' is sound: \(try WorkspaceCopy.verify(folder)).")
    }
}

extension StorePlace {
    /// The database of conversations; `nil` when there is none and it may be missing.
    ///
    /// - Throws: as `path`.
    fileprivate func conversations(isOptional: Bool) throws -> String? {
        do {
            let path = try path()
            return !isOptional || FileManager.default.fileExists(atPath: path) ? path : nil
        } catch let fault as Fault where fault.code == .notFound && isOptional {
            return nil
        }
    }
}

/// Where a workspace and its copies lie, and whether they are sound.
enum WorkspaceCopy {
    /// The folder of the project's workspace.
    static let folder = (WorkspaceFile.path(in: "") as NSString).deletingLastPathComponent

    /// The folder beside a backup of conversations.
    static func folder(of file: String) -> String { file + ".workspace" }

    /// Checks a workspace, the bytes of its attachments too.
    ///
    /// - Returns: what it holds, in words.
    /// - Throws: `Fault` `.notFound`, `.storage`.
    static func verify(_ folder: String) throws(Fault) -> String {
        let contents = try WorkspaceBackup.verify(folder)
        for hash in contents.attachments {
            let path = WorkspaceBackup.path(hash, in: folder)
            guard AttachmentShelf.isSound(hash, at: path) else {
                throw Fault(
                    .storage, "The attachment '\(path)' is damaged.", remedy: "Restore a backup.")
            }
        }
        return "\(contents.people) people, \(contents.revisions) revisions of "
            + "\(contents.articles) articles, \(contents.attachments.count) attachments"
    }
}

extension DatabaseBackup.Contents {
    /// What a database holds, in words.
    fileprivate var sentence: String { "\(events) events of \(conversations) conversations" }
}
