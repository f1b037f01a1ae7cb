// Finds the files of a project and reads each of them once.

import Foundation
import Vocabulary

/// The files of a project.
struct ProjectFolder {
    /// How many files are looked at in all.
    static let filesMax = 100_000

    let root: URL
    let environment: [String: String]
    private(set) var findings: [Diagnostic] = []
    private var contents: [String: [UInt8]] = [:]
    private var readings: [String: YAMLReading] = [:]
    private var filesSeen = 0

    init(root: URL, environment: [String: String]) {
        self.root = root.standardizedFileURL
        self.environment = environment
    }

    /// Names of all files whose bytes were asked for and could be read as data, sorted.
    var files: [String] { contents.keys.map(name).sorted(by: ProjectFolder.before) }

    /// The absolute path of a path as a person wrote it.
    func path(_ written: String) -> String {
        let url = written.hasPrefix("/") ? URL(filePath: written) : root.appending(path: written)
        return url.standardizedFileURL.path
    }

    /// How findings call a file: relative to the project where it lies inside.
    func name(_ path: String) -> String {
        let prefix = root.path.hasSuffix("/") ? root.path : root.path + "/"
        return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
    }

    /// By code points, as Python sorts.
    static func before(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    mutating func note(
        _ severity: Diagnostic.Severity, _ code: String, _ message: String, hint: String,
        at path: String
    ) {
        findings.append(
            Diagnostic(
                severity, code, message, hint: hint, at: SourcePlace(file: name(path), line: 1)))
    }

    /// Whether a file or folder is there, links followed.
    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    /// All files below a path whose names end in one of the endings, sorted; the path itself when
    /// it is a file. Links are followed, each folder once.
    mutating func list(_ path: String, endings: [String]) -> [String] {
        guard isFolder(path) else { return [path] }
        var found: [String] = []
        var visited: Set<String> = []
        var waiting = [path]
        while let folder = waiting.popLast() {
            guard visited.insert(URL(filePath: folder).resolvingSymlinksInPath().path).inserted,
                let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
            else { continue }
            for name in names {
                let path = folder + "/" + name
                if isFolder(path) {
                    waiting.append(path)
                } else if endings.contains(where: name.hasSuffix) {
                    found.append(path)
                }
                filesSeen += 1
            }
            guard filesSeen <= ProjectFolder.filesMax else {
                note(
                    .error, "too-many-files",
                    "The project has more than \(ProjectFolder.filesMax) files.",
                    hint: "Name the folders with training data.", at: folder)
                break
            }
        }
        return found.sorted(by: ProjectFolder.before)
    }

    /// The bytes of a file; `nil` after a finding.
    mutating func bytes(_ path: String) -> [UInt8]? {
        if let known = contents[path] { return known }
        switch ProjectPaths.read(URL(filePath: path), as: name(path)) {
        case .success(let bytes):
            contents[path] = bytes
            return bytes
        case .failure(let fault):
            let code =
                switch fault.code {
                case .notFound: "file-missing"
                case .tooLarge: "file-too-large"
                default: "file-unreadable"
                }
            note(
                .error, code, fault.message, hint: fault.remedy ?? "Check the path and its rights.",
                at: path)
            return nil
        }
    }

    /// A file as YAML; `nil` after a finding. Its own findings are noted the first time.
    mutating func yaml(_ path: String) -> YAMLReading? {
        if let known = readings[path] { return known }
        guard let bytes = bytes(path) else { return nil }
        let reading = YAMLSource.read(bytes, file: name(path), environment: environment)
        readings[path] = reading
        findings += reading.diagnostics
        return reading
    }

    /// Forgets a file that turned out to hold nothing of the project.
    mutating func forget(_ path: String) {
        contents[path] = nil
        readings[path] = nil
    }
}
