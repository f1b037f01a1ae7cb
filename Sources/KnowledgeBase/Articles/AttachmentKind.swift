// What a file is, by its bytes and not by its name.

/// The kinds of files that are told apart.
public enum AttachmentKind {
    /// The media types of pictures that are shown in pages: all of them are pixels only.
    public static let rasterTypes: Set<String> = [
        "image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp",
    ]

    /// The beginnings of files, with what they are.
    private static let signatures: [(offset: Int, bytes: [UInt8], type: String)] = [
        (0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        (0, [0xFF, 0xD8, 0xFF], "image/jpeg"),
        (0, Array("GIF87a".utf8), "image/gif"),
        (0, Array("GIF89a".utf8), "image/gif"),
        (8, Array("WEBP".utf8), "image/webp"),
        (4, Array("ftypavif".utf8), "image/avif"),
        (4, Array("ftyp".utf8), "video/mp4"),
        (0, Array("BM".utf8), "image/bmp"),
        (0, Array("%PDF-".utf8), "application/pdf"),
        (0, [0x50, 0x4B, 0x03, 0x04], "application/zip"),
        (0, [0x50, 0x4B, 0x05, 0x06], "application/zip"),
        (0, [0x1F, 0x8B], "application/gzip"),
        (0, [0x1A, 0x45, 0xDF, 0xA3], "video/webm"),
        (0, Array("OggS".utf8), "application/ogg"),
        (0, Array("ID3".utf8), "audio/mpeg"),
    ]

    /// The media type of some bytes: a picture or another known format, `text/plain` for text
    /// without markup, `text/html` and `image/svg+xml` for markup, else
    /// `application/octet-stream`.
    public static func type(of bytes: some Collection<UInt8>) -> String {
        let start = Array(bytes.prefix(1_024))
        for signature in signatures {
            let part = start.dropFirst(signature.offset).prefix(signature.bytes.count)
            if part.elementsEqual(signature.bytes) { return signature.type }
        }
        guard !start.contains(where: { $0 < 0x09 || (0x0E..<0x20).contains($0) && $0 != 0x1B })
        else { return "application/octet-stream" }
        let text = String(decoding: start, as: UTF8.self).lowercased()
        if text.contains("<svg") { return "image/svg+xml" }
        let isMarkup = [
            "<!doctype", "<html", "<head", "<body", "<script", "<iframe", "<?xml", "<!--",
        ]
        .contains { text.contains($0) }
        return isMarkup ? "text/html" : "text/plain"
    }

    /// Whether a name or a declared type says that a file is a picture of pixels.
    public static func saysImage(name: String, type: String?) -> Bool {
        let ends = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".bmp"]
        let name = name.lowercased()
        return ends.contains { name.hasSuffix($0) }
            || type.map { rasterTypes.contains($0.lowercased()) } == true
    }

    /// The width and height of a PNG or GIF in pixels; `nil` for other files.
    static func size(of bytes: some Collection<UInt8>) -> (width: Int, height: Int)? {
        let start = Array(bytes.prefix(24))
        func number(_ places: [Int]) -> Int { places.reduce(0) { $0 << 8 | Int(start[$1]) } }
        switch type(of: start) {
        case "image/png" where start.count >= 24:
            return (number([16, 17, 18, 19]), number([20, 21, 22, 23]))
        case "image/gif" where start.count >= 10: return (number([7, 6]), number([9, 8]))
        default: return nil
        }
    }
}
