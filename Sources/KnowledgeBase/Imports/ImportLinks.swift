// Links of an imported file: to other files they become links to articles, to pictures attachments.

import Crypto
import Foundation
import Synchronization
import Vocabulary

/// Turns relative addresses into those of articles and attachments.
final class ImportLinks: Sendable {
    private let path: String
    private let place: [String]
    private let ids: [String: String]
    private let folder: ImportFolder
    private let kept = Mutex<[String: (path: String, name: String)]>([:])

    init(file: ArticleFile, ids: [String: String], folder: ImportFolder) {
        path = file.path
        place = ArticleFile.folder(file.path)
        self.ids = ids
        self.folder = folder
    }

    /// The files that became attachments, by their hashes.
    var found: [String: (path: String, name: String)] { kept.withLock { $0 } }

    /// The address for the document; `nil` for one that may not be linked to.
    @Sendable func address(_ address: String, isImage: Bool) -> String? {
        let isAllowed =
            isImage ? DocumentAddress.isImage(address) : DocumentAddress.isLink(address)
        if isAllowed { return address }
        guard DocumentAddress.scheme(of: address) == nil, !address.hasPrefix("/") else {
            return nil
        }
        let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let plain = parts.first.flatMap { String($0).removingPercentEncoding } ?? ""
        guard let target = ImportFolder.joined(plain, to: place) else { return nil }
        if !isImage, let id = ids[target] {
            let anchor = parts.count > 1 ? "#\(parts[1])" : ""
            return DocumentAddress.isLink("article:\(id)\(anchor)")
                ? "article:\(id)\(anchor)" : nil
        }
        return attachment(target, isImage: isImage)
    }

    private func attachment(_ target: String, isImage: Bool) -> String? {
        guard folder.files[target] != nil,
            let bytes = try? folder.bytes(
                of: target,
                max: isImage ? ArticleLimits.imageBytes : ArticleLimits.attachmentBytes)
        else { return nil }
        let name = target.split(separator: "/").last.map(String.init) ?? target
        guard (try? AttachmentShelf.checkedType(bytes, name: name, type: nil)) != nil else {
            return nil
        }
        let hash = Self.hash(bytes)
        kept.withLock { $0[hash] = (target, name) }
        return "attachment:\(hash)"
    }

    static func hash(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
