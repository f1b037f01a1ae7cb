// Lookup tables that lie in files of their own, one phrase a line.

public import Foundation
import Vocabulary

/// Where lookup tables may lie that data files name.
public struct LookupFiles: Sendable {
    /// The folder paths are relative to and must not leave; `nil` when no file may be named, as in
    /// what arrives over HTTP.
    let folder: URL?

    /// No file may be named.
    public static let none = LookupFiles(folder: nil)

    /// Files in and below a project's folder; paths are relative to it.
    public static func within(_ folder: URL) -> LookupFiles { LookupFiles(folder: folder) }

    /// Whether the only phrase of a table is meant as the name of a file: it ends in `.txt` or
    /// `.csv` and holds no blank.
    static func looksLikeFile(_ phrase: String) -> Bool {
        (phrase.hasSuffix(".txt") || phrase.hasSuffix(".csv")) && !phrase.contains(" ")
    }

    /// Reads a table: each line that is not blank is a phrase.
    ///
    /// - Returns: the phrases, or findings at `place`: a file that may not be named, lies outside
    ///   the folder, is missing, is no regular file, is larger than `Limits.projectFileBytes` or is
    ///   not UTF-8.
    func read(_ path: String, at place: SourcePlace) -> Result<[String], DiagnosticFailure> {
        func failure(_ code: String, _ message: String, hint: String) -> DiagnosticFailure {
            DiagnosticFailure([Diagnostic(.error, code, message, hint: hint, at: place)])
        }
        guard let folder else {
            return .failure(
                failure(
                    "lookup-file-refused", "The lookup table names the file '\(path)'.",
                    hint: "What arrives over HTTP names no files: write the phrases themselves."))
        }
        guard let url = ProjectPaths.inside(folder, path) else {
            return .failure(
                failure(
                    "lookup-file-outside", "The lookup file '\(path)' lies outside of the project.",
                    hint: "Copy it into the project and name it from there."))
        }
        switch ProjectPaths.read(url, as: path) {
        case .failure(let fault):
            let code = fault.code == .notFound ? "lookup-file-missing" : "lookup-file-unreadable"
            return .failure(
                failure(
                    code, fault.message,
                    hint: fault.remedy ?? "Paths are relative to the project's folder."))
        case .success(let bytes):
            guard String(validating: bytes, as: UTF8.self) != nil else {
                return .failure(
                    failure(
                        "invalid-utf8", "The lookup file '\(path)' is not valid UTF-8.",
                        hint: "Save the file in the encoding UTF-8."))
            }
            guard let phrases = LookupFiles.phrases(in: bytes) else {
                return .failure(
                    failure(
                        "lookup-file-too-large",
                        "The lookup file '\(path)' has more than \(Limits.trainingItems) phrases.",
                        hint: "Keep fewer phrases."))
            }
            return .success(phrases)
        }
    }

    /// The lines that are not blank; `nil` for more than `Limits.trainingItems`.
    private static func phrases(in bytes: [UInt8]) -> [String]? {
        var found: [String] = []
        for start in lineStarts(in: bytes) {
            let line = bytes[start...].prefix { $0 != 0x0A && $0 != 0x0D }
            let phrase = String(decoding: line, as: UTF8.self).trimmingPythonBlanks()
            guard !phrase.isEmpty else { continue }
            guard found.count < Limits.trainingItems else { return nil }
            found.append(phrase)
        }
        return found
    }

    private static func lineStarts(
        in bytes: [UInt8]
    ) -> LazyFilterSequence<Range<Int>> {
        bytes.indices.lazy.filter { index in
            index == 0 || bytes[index - 1] == 0x0A || bytes[index - 1] == 0x0D
        }
    }
}
