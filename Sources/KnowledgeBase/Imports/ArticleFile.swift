// One file of an import on its way to an article's text.

import Foundation
import Vocabulary

/// A file with an article: its front matter, its place, its body not yet read.
struct ArticleFile {
    let path: String
    var text: ArticleFileText
    /// The folders that become collections, outermost first.
    let folders: [String]
    let slug: String
    let body: String
    /// The line the body begins in, from 1.
    let bodyLine: Int

    /// The folder parts of a path.
    static func folder(_ path: String) -> [String] {
        path.split(separator: "/").dropLast().map(String.init)
    }

    /// The name of a path's last part without its ending.
    static func stem(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
        return String(name[..<dot])
    }

    /// The ending of a path in small letters.
    static func ending(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard let dot = name.lastIndex(of: ".") else { return "" }
        return name[name.index(after: dot)...].lowercased()
    }

    /// Reads a Markdown file: the first folder is the locale when it is named so in the file, or
    /// when the file names none and the folder looks like one.
    init(
        markdown: String, path: String, locale standard: String,
        note: (_ isError: Bool, _ code: String, _ line: Int, _ message: String) -> Void
    ) {
        let (front, body, line) = FrontMatter.split(markdown)
        self.init(
            front.map { ArticleFileText($0, note: note) } ?? ArticleFileText(), path: path,
            body: body, bodyLine: line, locale: standard, note: note)
    }

    init(
        _ read: ArticleFileText, path: String, body: String, bodyLine: Int,
        locale standard: String,
        note: (_ isError: Bool, _ code: String, _ line: Int, _ message: String) -> Void
    ) {
        self.path = path
        text = read
        let all = Self.folder(path)
        let first = all.first ?? ""
        let looksLikeLocale =
            ArticleText.isLocale(first) && (first.utf8.count == 2 || first.contains("-"))
        let isLocale =
            !first.isEmpty && (text.locale.isEmpty ? looksLikeLocale : first == text.locale)
        if text.locale.isEmpty { text.locale = isLocale ? first : standard }
        folders = Array(isLocale ? all.dropFirst() : all[...])
        slug = ArticleText.slug(Self.stem(path)) ?? ""
        if slug.isEmpty { note(true, "file-name", 0, "The file's name has no letter or digit.") }
        if text.id.isEmpty { text.id = String(Self.ascii(slug).prefix(64)) }
        if DocumentAddress.article("article:\(text.id)")?.id != text.id {
            note(
                true, "article-id", 1,
                "An id has 1 to 64 letters, digits, `-` and `_`, not '\(text.id.prefix(80))'.")
        }
        if !ArticleText.isLocale(text.locale) {
            note(true, "locale", 1, "'\(text.locale.prefix(40))' is no locale.")
        }
        (self.body, self.bodyLine) = Self.titled(&text, body, bodyLine, path)
    }

    private static func ascii(_ slug: String) -> String {
        String(slug.map { $0.isASCII ? $0 : "-" })
    }

    /// Takes the title from the first heading where the file names none.
    private static func titled(
        _ text: inout ArticleFileText, _ body: String, _ line: Int, _ path: String
    ) -> (String, Int) {
        guard text.title.isEmpty else { return (body, line) }
        var lines = body.split(separator: "\n", omittingEmptySubsequences: false)
        if let index = lines.firstIndex(where: { !$0.trimmedBlanks.isEmpty }),
            lines[index].hasPrefix("# ")
        {
            text.title = String(lines[index].dropFirst(2).trimmedBlanks)
            lines[index] = ""
            return (lines.joined(separator: "\n"), line)
        }
        text.title = stem(path)
        return (body, line)
    }

    /// The line of the file that some text of the body stands in first.
    func line(of part: String) -> Int {
        guard let range = body.range(of: part) else { return bodyLine }
        return bodyLine + body[..<range.lowerBound].utf8.count { $0 == UInt8(ascii: "\n") }
    }
}
