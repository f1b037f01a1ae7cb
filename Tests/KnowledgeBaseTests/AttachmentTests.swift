import Foundation
import KnowledgeBase
import Storage
import TestKit
import Testing
import Vocabulary

@Suite("Attachments") struct AttachmentTests {
    static let pixel: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
        + [0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0]

    private func with(_ body: (Desk, AttachmentShelf) async throws -> Void) async throws {
        try await Desk.with { desk in
            try await body(
                desk, AttachmentShelf(folder: desk.folder + "/attachments", store: desk.store))
        }
    }

    @Test("the same bytes are one file, under the hash of what is in it")
    func kept() async throws {
        try await with { desk, shelf in
            let first = try await shelf.keep(
                Self.pixel, name: "a.png", type: "image/png", by: "ann", at: 1)
            let second = try await shelf.keep(
                Self.pixel, name: "b.png", type: nil, by: "bob", at: 2)
            #expect(first == second)
            #expect(first.type == "image/png")
            #expect(
                shelf.path(first.hash)
                    == "\(desk.folder)/attachments/\(first.hash.prefix(2))/\(first.hash)")
            #expect(try await shelf.bytes(of: first.hash).1 == Self.pixel)
            #expect(shelf.isSound(first.hash))
            try await desk.article("a1", "![A](attachment:\(first.hash))")
            #expect(try await desk.store.users(of: first.hash, limit: 9) == ["a1"])
            try Data("x".utf8).write(to: URL(fileURLWithPath: shelf.path(first.hash)))
            #expect(!shelf.isSound(first.hash))
            let fault = await #expect(throws: Fault.self) { try await shelf.bytes(of: first.hash) }
            #expect(fault?.code == .storage)
        }
    }

    @Test("a document can't name an attachment that there is not")
    func unknown() async throws {
        try await with { desk, _ in
            let hash = String(repeating: "ab", count: 32)
            let fault = await #expect(throws: Fault.self) {
                try await desk.article("a1", "![A](attachment:\(hash))")
            }
            #expect(fault?.code == .badRequest)
            let article = try await desk.store.article("a1")
            #expect(article == nil)
        }
    }

    @Test(
        "path tricks in attachment names come to nothing",
        arguments: [
            ("../../etc/passwd", "passwd"), ("C:\\Windows\\x.exe", "x.exe"), ("..", "file"),
            ("/", "file"), ("", "file"), (".bashrc", "bashrc"), ("a\u{0}b\nc.txt", "abc.txt"),
            ("x\u{202E}gnp.exe", "xgnp.exe"), ("a\"b<c>.txt", "abc.txt"),
            ("Prüfung.pdf", "Prüfung.pdf"),
        ])
    func names(sent: String, kept: String) async throws {
        #expect(AttachmentShelf.safeName(sent) == kept)
        try await with { desk, shelf in
            let attachment = try await shelf.keep(
                Array("text".utf8), name: sent, type: nil, by: "ann", at: 1)
            #expect(attachment.name == kept)
            let files = try FileManager.default.subpathsOfDirectory(atPath: shelf.folder)
            #expect(
                files.sorted() == [
                    String(attachment.hash.prefix(2)),
                    "\(attachment.hash.prefix(2))/\(attachment.hash)",
                ])
        }
        let long = AttachmentShelf.safeName(String(repeating: "ä", count: 500) + ".pdf")
        #expect(long.utf8.count <= ArticleLimits.nameBytes)
        #expect(long.hasSuffix(".pdf"))
    }

    @Test("path tricks in the hash of an attachment come to nothing")
    func hashes() async throws {
        try await with { _, shelf in
            for hash in ["../workspace.sqlite", "", "AB", String(repeating: "g", count: 64)] {
                let fault = await #expect(throws: Fault.self) { try await shelf.bytes(of: hash) }
                #expect(fault?.code == .notFound)
            }
        }
    }

    @Test("an image that is an HTML page is refused", arguments: ["image/png", nil])
    func pageAsImage(type: String?) async throws {
        try await with { _, shelf in
            let page = Array("  <!DOCTYPE html><script>alert(1)</script>".utf8)
            let fault = await #expect(throws: Fault.self) {
                try await shelf.keep(page, name: "cat.png", type: type, by: "ann", at: 1)
            }
            #expect(fault?.code == .badRequest)
            let vector = Array("<svg onload=alert(1)>".utf8)
            let other = await #expect(throws: Fault.self) {
                try await shelf.keep(vector, name: "x", type: "image/png", by: "ann", at: 1)
            }
            #expect(other?.code == .badRequest)
            let kept = try await shelf.keep(vector, name: "x.svg", type: nil, by: "ann", at: 1)
            #expect(!AttachmentKind.rasterTypes.contains(kept.type))
        }
    }

    @Test("an image of 100 MB or of a billion pixels, and an empty file, are refused")
    func tooLarge() async throws {
        try await with { _, shelf in
            let huge = Self.pixel + [UInt8](repeating: 0, count: 100 << 20)
            let fault = await #expect(throws: Fault.self) {
                try await shelf.keep(huge, name: "a.png", type: nil, by: "ann", at: 1)
            }
            #expect(fault?.code == .tooLarge)
            var wide = Self.pixel
            wide[16] = 0x7F
            let bomb = await #expect(throws: Fault.self) {
                try await shelf.keep(wide, name: "a.png", type: nil, by: "ann", at: 1)
            }
            #expect(bomb?.code == .tooLarge)
            let empty = await #expect(throws: Fault.self) {
                try await shelf.keep([], name: "a.png", type: nil, by: "ann", at: 1)
            }
            #expect(empty?.code == .badRequest)
            #expect(!FileManager.default.fileExists(atPath: shelf.folder))
        }
    }

    @Test("a folder that can't be written to is told")
    func unwritable() async throws {
        try await Desk.with { desk in
            try Data().write(to: URL(fileURLWithPath: desk.folder + "/file"))
            let shelf = AttachmentShelf(folder: desk.folder + "/file", store: desk.store)
            let fault = await #expect(throws: Fault.self) {
                try await shelf.keep(Self.pixel, name: "a.png", type: nil, by: "ann", at: 1)
            }
            #expect(fault?.code == .cannotSave)
        }
    }
}
