// The files of an import: a folder on the disk, or bytes that were sent.

import Foundation
public import Vocabulary

/// The files of an import, by their paths inside it. Nothing outside is ever opened.
public struct ImportFolder: Sendable {
    /// Where the bytes of a file are.
    enum Place: Sendable {
        case disk(String)
        case memory([UInt8])
    }

    /// The name of the folder or file, for people.
    public let name: String
    /// The files, by their paths with `/` between the parts.
    private(set) var files: [String: Place] = [:]
    /// What was left out, and why.
    public private(set) var findings: [ImportFinding] = []
    /// Whether it is one file that was named, not a folder.
    public let isSingle: Bool

    /// The paths, in rising order.
    public var paths: [String] { files.keys.sorted() }

    /// Files that were sent. Paths that are absolute or have a part `..` are refused.
    public init(name: String, files: [(path: String, bytes: [UInt8])], isSingle: Bool = false) {
        self.name = name
        self.isSingle = isSingle
        for (path, bytes) in files.prefix(ImportLimits.files) {
            guard let safe = Self.joined(path, to: []), !path.hasPrefix("/"),
                !path.split(separator: "/").contains("..")
            else {
                findings.append(
                    ImportFinding(
                        "unsafe-path", "The path leads out of what is imported.",
                        file: String(path.prefix(200))))
                continue
            }
            self.files[safe] = .memory(bytes)
        }
        if files.count > ImportLimits.files { noteTooMany() }
    }

    /// A folder, or one file, on the disk. Symbolic links and special files are findings and are
    /// not followed; names that begin with `.` are left out.
    ///
    /// - Throws: `Fault` `.notFound`, `.unreadable`.
    public init(at path: String) throws(Fault) {
        let root = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        name = (root as NSString).lastPathComponent
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: root, isDirectory: &isFolder) else {
            throw Fault(.notFound, "There is no '\(path)'.")
        }
        isSingle = !isFolder.boolValue
        guard isFolder.boolValue else {
            files[name] = .disk(root)
            return
        }
        try list(root, [])
    }

    private mutating func list(_ folder: String, _ parts: [String]) throws(Fault) {
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted() } catch {
            throw Fault(.unreadable, "The folder '\(folder)' cannot be read.")
        }
        for name in names where !name.hasPrefix(".") {
            let path = (parts + [name]).joined(separator: "/")
            guard let kind = Self.kind("\(folder)/\(name)") else { continue }
            switch kind {
            case .typeDirectory where parts.count < ImportLimits.depth:
                try list("\(folder)/\(name)", parts + [name])
            case .typeDirectory:
                note("too-deep", "Folders lie at most \(ImportLimits.depth) deep.", path)
            case .typeRegular:
                guard files.count < ImportLimits.files else { return noteTooMany() }
                files[path] = .disk("\(folder)/\(name)")
            case .typeSymbolicLink:
                note("symbolic-link", "Symbolic links are not followed.", path)
            default: note("special-file", "It is no regular file.", path)
            }
        }
    }

    private static func kind(_ path: String) -> FileAttributeType? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.type] as? FileAttributeType
    }

    private mutating func note(_ code: String, _ message: String, _ path: String) {
        guard findings.count < ImportLimits.findings else { return }
        findings.append(ImportFinding(code, message, file: path))
    }

    private mutating func noteTooMany() {
        guard findings.last?.code != "too-many-files" else { return }
        findings.append(
            ImportFinding(
                "too-many-files", "An import reads at most \(ImportLimits.files) files.", file: name
            ))
    }

    // MARK: - Reading

    /// The bytes of a file.
    ///
    /// - Throws: `Fault` `.notFound`, `.tooLarge`, `.unreadable` for what is no regular file now.
    public func bytes(of path: String, max: Int) throws(Fault) -> [UInt8] {
        switch files[path] {
        case nil: throw Fault(.notFound, "There is no file '\(path)'.")
        case .memory(let bytes):
            guard bytes.count <= max else { throw Self.tooLarge(path, max) }
            return bytes
        case .disk(let place): return try Self.read(place, path, max: max)
        }
    }

    private static func tooLarge(_ path: String, _ max: Int) -> Fault {
        Fault(.tooLarge, "The file has more than \(max) bytes.")
    }

    private static func read(_ place: String, _ path: String, max: Int) throws(Fault) -> [UInt8] {
        let descriptor = open(place, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw Fault(.unreadable, "The file cannot be read.") }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Fault(.unreadable, "It is no regular file.")
        }
        guard status.st_size <= max else { throw tooLarge(path, max) }
        do {
            let data = try FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
                .read(upToCount: max + 1)
            guard (data?.count ?? 0) <= max else { throw tooLarge(path, max) }
            return Array(data ?? Data())
        } catch let fault as Fault { throw fault } catch {
            throw Fault(.unreadable, "The file cannot be read.")
        }
    }

    /// A relative path joined to a folder; `nil` when it leads out.
    static func joined(_ path: String, to folder: [String]) -> String? {
        var parts = folder
        for part in path.split(separator: "/", omittingEmptySubsequences: true) {
            if part == "." { continue }
            if part == ".." {
                guard parts.popLast() != nil else { return nil }
            } else {
                guard !part.contains("\\"), !part.unicodeScalars.contains("\0") else { return nil }
                parts.append(String(part))
            }
        }
        return parts.isEmpty ? nil : parts.joined(separator: "/")
    }
}
