// The files of attachments, by the hash of their bytes.

import Crypto
import Foundation
public import Vocabulary

/// Keeps the bytes of attachments in files under one folder: `ab/ab12…`, named after the SHA-256 of
/// what is in them. No name that was sent becomes part of a path.
public struct AttachmentShelf: Sendable {
    /// The folder.
    public let folder: String
    private let store: any AttachmentStore

    /// A shelf; its folder is made when the first file is put there.
    public init(folder: String, store: any AttachmentStore) {
        self.folder = folder
        self.store = store
    }

    /// Keeps a file; the same bytes twice are one file.
    ///
    /// - Parameters:
    ///   - name: the name it was sent with; a path before it and control characters are dropped.
    ///   - type: the media type it was sent with.
    /// - Throws: `Fault` `.tooLarge`; `.badRequest` when it is empty, or is called a picture and is
    ///   none; `.cannotSave` when the disk is full; `.storage`.
    public func keep(
        _ bytes: [UInt8], name: String, type: String?, by author: String, at time: Double
    ) async throws(Fault) -> ArticleAttachment {
        let found = try Self.checkedType(bytes, name: name, type: type)
        let hash = SHA256.hash(data: bytes).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
        if let known = try await store.attachment(hash), isThere(hash) { return known }
        try write(bytes, hash: hash)
        let attachment = ArticleAttachment(
            hash: hash, name: Self.safeName(name), type: found, size: bytes.count, author: author,
            created: time)
        try await store.put(attachment)
        return attachment
    }

    /// The bytes of an attachment.
    ///
    /// - Throws: `Fault` `.notFound` for an unknown one, `.storage` when its file is gone or is not
    ///   what it was.
    public func bytes(of hash: String) async throws(Fault) -> (ArticleAttachment, [UInt8]) {
        guard DocumentAddress.isHash(hash), let attachment = try await store.attachment(hash) else {
            throw Fault(.notFound, "There is no attachment '\(hash.prefix(80))'.")
        }
        guard let data = FileManager.default.contents(atPath: path(hash)),
            data.count == attachment.size
        else {
            throw Fault(
                .storage, "The file of the attachment '\(hash)' is gone or damaged.",
                remedy: "Restore a backup.")
        }
        return (attachment, Array(data))
    }

    /// Whether the file of an attachment is there and holds what its name says.
    public func isSound(_ hash: String) -> Bool { Self.isSound(hash, at: path(hash)) }

    /// Whether a file is there and holds what a hash says.
    public static func isSound(_ hash: String, at path: String) -> Bool {
        guard let data = FileManager.default.contents(atPath: path) else { return false }
        return SHA256.hash(data: data).elementsEqual(digest(hash))
    }

    /// The path of an attachment's file.
    public func path(_ hash: String) -> String { "\(folder)/\(hash.prefix(2))/\(hash)" }

    /// The last part of a name, without control characters and leading dots.
    public static func safeName(_ name: String) -> String {
        let last = name.split { $0 == "/" || $0 == "\\" || $0 == ":" }.last ?? ""
        let plain = last.unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: false
            default: !"\"<>|?*".unicodeScalars.contains(scalar)
            }
        }
        var result = String(String.UnicodeScalarView(plain).drop { $0 == "." || $0 == " " })
        while result.utf8.count > ArticleLimits.nameBytes {
            result.remove(at: result.index(result.startIndex, offsetBy: result.count / 2))
        }
        return result.isEmpty ? "file" : result
    }

    // MARK: - Files

    static func checkedType(
        _ bytes: [UInt8], name: String, type: String?
    ) throws(Fault) -> String {
        guard !bytes.isEmpty else { throw Fault(.badRequest, "The file is empty.") }
        let found = AttachmentKind.type(of: bytes)
        let isImage = AttachmentKind.rasterTypes.contains(found)
        if AttachmentKind.saysImage(name: name, type: type), !isImage {
            throw Fault(
                .badRequest, "The file is called a picture and is '\(found)'.",
                remedy: "Send PNG, JPEG, GIF, WebP, AVIF or BMP.")
        }
        let limit = isImage ? ArticleLimits.imageBytes : ArticleLimits.attachmentBytes
        guard bytes.count <= limit else {
            throw Fault(.tooLarge, "The file has \(bytes.count) bytes; at most \(limit) are kept.")
        }
        if let size = AttachmentKind.size(of: bytes),
            max(size.width, size.height) > ArticleLimits.imagePixels
        {
            throw Fault(
                .tooLarge,
                "The picture is \(size.width) × \(size.height) pixels; "
                    + "at most \(ArticleLimits.imagePixels) either way are kept.")
        }
        return found
    }

    private func isThere(_ hash: String) -> Bool {
        FileManager.default.fileExists(atPath: path(hash))
    }

    /// Writes beside and renames: a file is there whole or not at all.
    private func write(_ bytes: [UInt8], hash: String) throws(Fault) {
        let path = path(hash)
        do {
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent,
                withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: path)
        } catch {
            throw Fault(
                .cannotSave, "An attachment cannot be written to '\(folder)'.",
                remedy: "Check the room on the disk and the rights of the folder.")
        }
    }

    private static func digest(_ hash: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = hash[...]
        while !rest.isEmpty {
            bytes.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
            rest = rest.dropFirst(2)
        }
        return bytes
    }
}
