// Writes a text file whole or not at all.

public import Foundation
public import Vocabulary

/// Text files that a deed writes.
public enum TextFile {
    /// Writes a text beside its place and moves it there, so that a reader sees the old text or the
    /// new one. Folders that are missing are made.
    ///
    /// - Throws: `Fault` `.cannotSave`; the old file is then untouched.
    public static func write(_ text: String, to url: URL) throws(Fault) {
        try write(Array(text.utf8), to: url)
    }

    /// Writes bytes as `write(_:to:)` writes a text.
    ///
    /// - Throws: `Fault` `.cannotSave`; the old file is then untouched.
    public static func write(_ bytes: [UInt8], to url: URL) throws(Fault) {
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: url, options: .atomic)
        } catch {
            throw Fault(
                .cannotSave, "\(url.path) cannot be written: \(error.localizedDescription)",
                remedy: "Choose a place where files can be made, and see that the disk has room.")
        }
    }
}
