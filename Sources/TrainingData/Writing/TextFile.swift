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
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url, options: .atomic)
        } catch {
            throw Fault(
                .cannotSave, "\(url.path) cannot be written: \(error.localizedDescription)",
                remedy: "Choose a place where files can be made, and see that the disk has room.")
        }
    }
}
