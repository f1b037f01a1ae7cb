import Foundation
import KnowledgeBase
import Storage
import TestKit
import Testing
import Vocabulary

@Suite("Backups of the workspace") struct WorkspaceBackupTests {
    @Test("a copy of a workspace in use holds its articles and attachments, and is put back")
    func copies() async throws {
        try await Desk.with { desk in
            let shelf = AttachmentShelf(folder: desk.folder + "/attachments", store: desk.store)
            let image = try await shelf.keep(
                AttachmentTests.pixel, name: "a.png", type: nil, by: "ann", at: 1)
            try await desk.article("a1", "![A](attachment:\(image.hash))")
            try await desk.publish("a1", 1, at: 11)
            let copy = desk.folder + "/copy"
            try WorkspaceBackup.make(of: desk.folder, to: copy)
            let taken = #expect(throws: Fault.self) {
                try WorkspaceBackup.make(of: desk.folder, to: copy)
            }
            #expect(taken?.code == .cannotSave)
            _ = try await desk.save("a1", base: 1, "Later.")
            let contents = try WorkspaceBackup.verify(copy)
            #expect(contents.articles == 1)
            #expect(contents.revisions == 1)
            #expect(contents.attachments == [image.hash])
            #expect(
                AttachmentShelf.isSound(image.hash, at: WorkspaceBackup.path(image.hash, in: copy)))

            let other = desk.folder + "/other"
            try WorkspaceBackup.restore(copy, to: other)
            let restored = try Desk(folder: other)
            #expect(try await restored.store.article("a1")?.variants.first?.live == 1)
            #expect(try await restored.store.article("a1")?.variants.first?.draft == 1)
            try restored.file.close()
            try WorkspaceBackup.restore(copy, to: other)
            #expect(FileManager.default.fileExists(atPath: other + "/workspace.sqlite.before"))
        }
    }

    @Test("a copy without one of its files is not sound and is not put back")
    func unsound() async throws {
        try await Desk.with { desk in
            let shelf = AttachmentShelf(folder: desk.folder + "/attachments", store: desk.store)
            let image = try await shelf.keep(
                AttachmentTests.pixel, name: "a.png", type: nil, by: "ann", at: 1)
            let copy = desk.folder + "/copy"
            try WorkspaceBackup.make(of: desk.folder, to: copy)
            try FileManager.default.removeItem(atPath: WorkspaceBackup.path(image.hash, in: copy))
            #expect(throws: Fault.self) { try WorkspaceBackup.verify(copy) }
            #expect(throws: Fault.self) {
                try WorkspaceBackup.restore(copy, to: desk.folder + "/other")
            }
            #expect(!WorkspaceBackup.isThere(desk.folder + "/other"))
        }
    }
}
