// The repository as the tidy tests see it: its files and their lines.

import Foundation

/// A text file of the repository.
struct RepositoryFile {
    /// The path from the repository's root.
    let path: String
    let lines: [String]

    var name: String { (path as NSString).lastPathComponent }
    /// The target a source or test file belongs to.
    var room: String? {
        let parts = path.split(separator: "/")
        return parts.count > 2 ? String(parts[1]) : nil
    }
}

enum Repository {
    /// The repository's root, found from this file's own place.
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Swift files below a folder, sorted by path.
    static func swiftFiles(in folder: String) -> [RepositoryFile] {
        let base = root.appendingPathComponent(folder)
        let walker = FileManager.default.enumerator(atPath: base.path)
        let paths = (walker?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".swift") }
        return paths.sorted().compactMap { read("\(folder)/\($0)") }
    }

    /// One file of the repository; `nil` when it is missing or no text.
    static func read(_ path: String) -> RepositoryFile? {
        let url = root.appendingPathComponent(path)
        guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
        return RepositoryFile(path: path, lines: text.components(separatedBy: "\n"))
    }
}
