// Model files on disk: their names, the newest of a folder, safe reading and atomic writing.

public import Foundation
public import Vocabulary

/// Finds, reads and writes model files.
public enum ModelFolder {
    /// The ending of every model file, as Rasa names them.
    public static let ending = ".tar.gz"

    /// A fresh name as Rasa gives it: time, two words, and the prefix of a partial model.
    ///
    /// - Parameters:
    ///   - prefix: `nlu-`, `core-`, or nothing for a whole model.
    ///   - time: the moment the name tells, in local time.
    public static func freshName(prefix: String, time: Date = Date()) -> String {
        var moment = time_t(time.timeIntervalSince1970)
        var parts = tm()
        localtime_r(&moment, &parts)
        var buffer = [CChar](repeating: 0, count: 32)
        strftime(&buffer, buffer.count, "%Y%m%d-%H%M%S", &parts)
        let stamp = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
        let first = firstWords.randomElement() ?? "calm"
        let second = secondWords.randomElement() ?? "swift"
        return "\(prefix)\(stamp)-\(first)-\(second)\(ending)"
    }

    private static let firstWords = [
        "amber", "brisk", "calm", "clear", "deep", "early", "fair", "fresh", "gentle", "golden",
        "high", "keen", "light", "lively", "mellow", "open", "quick", "quiet", "soft", "still",
    ]
    private static let secondWords = [
        "bay", "beacon", "breeze", "cove", "dune", "field", "fjord", "gull", "harbour", "heron",
        "lark", "meadow", "reef", "ridge", "sail", "shore", "swift", "tern", "tide", "willow",
    ]

    /// The newest model of a folder, by modification time, then by name.
    ///
    /// - Throws: `Fault` `.notFound` when the folder is missing or holds no model.
    public static func newest(in folder: String) throws(Fault) -> String {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let models = names.filter { $0.hasSuffix(ending) }.map { "\(folder)/\($0)" }
        let dated = models.compactMap { path -> (path: String, time: Double)? in
            var info = stat()
            guard stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return nil }
            return (path, Double(info.st_mtim.tv_sec) + Double(info.st_mtim.tv_nsec) / 1e9)
        }
        guard let best = dated.max(by: { ($0.time, $0.path) < ($1.time, $1.path) }) else {
            throw Fault(
                .notFound, "There is no model in '\(folder)'.",
                remedy: "Train one with `martlet train`.")
        }
        return best.path
    }

    /// The file a path means: the file itself, or the newest model of a folder.
    ///
    /// - Throws: `Fault` `.notFound`.
    public static func resolve(_ path: String) throws(Fault) -> String {
        var info = stat()
        guard stat(path, &info) == 0 else {
            throw Fault(.notFound, "There is no model at '\(path)'.")
        }
        return info.st_mode & S_IFMT == S_IFDIR ? try newest(in: path) : path
    }

    /// The bytes of a regular file. The file may be replaced, cut or deleted afterwards without
    /// any effect on what was read; a pipe, a device or a folder is refused without waiting.
    ///
    /// - Throws: `Fault` `.notFound`, `.unreadable`, `.tooLarge`.
    public static func read(_ path: String) throws(Fault) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            let code: Fault.Code = errno == ENOENT ? .notFound : .unreadable
            throw Fault(code, "'\(path)' cannot be opened: \(String(cString: strerror(errno))).")
        }
        defer { close(descriptor) }
        var info = stat()
        guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
            throw Fault(.unreadable, "'\(path)' is not a regular file.")
        }
        guard info.st_size <= Limits.modelFileBytes else {
            throw Fault(.tooLarge, "'\(path)' is larger than \(Limits.modelFileBytes) bytes.")
        }
        let size = Int(info.st_size)
        var filled = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, initialised in
            while filled < size {
                let target = buffer.baseAddress.map { $0 + filled }
                let count = Foundation.read(descriptor, target, size - filled)
                if count <= 0 { break }
                filled += count
            }
            initialised = filled
        }
        guard filled == size else { throw Fault(.unreadable, "'\(path)' cannot be read whole.") }
        return bytes
    }

    /// Writes a file beside its final place, flushes it to disk and renames it, so that the final
    /// place holds the old file or the whole new one at every moment.
    ///
    /// - Throws: `Fault` `.cannotSave`; nothing is left behind.
    public static func write(_ bytes: [UInt8], to path: String) throws(Fault) {
        let folder = (path as NSString).deletingLastPathComponent
        if !folder.isEmpty {
            try? FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
        }
        let beside = "\(path).\(getpid()).part"
        let descriptor = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw cannotSave(path) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Foundation.write(
                    descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { break }
            written += count
        }
        let isWhole = written == bytes.count && fsync(descriptor) == 0
        let fault = isWhole ? nil : cannotSave(path)
        close(descriptor)
        if let fault {
            unlink(beside)
            throw fault
        }
        guard rename(beside, path) == 0 else {
            let fault = cannotSave(path)
            unlink(beside)
            throw fault
        }
    }

    private static func cannotSave(_ path: String) -> Fault {
        let reason = String(cString: strerror(errno))
        return Fault(
            .cannotSave, "The model could not be saved at '\(path)': \(reason).",
            remedy: "Free some space or choose another folder with --out; nothing was changed.")
    }
}
