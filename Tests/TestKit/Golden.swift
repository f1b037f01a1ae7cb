// Reads what real Rasa answered, as the recorders in Tests/Golden wrote it down.

import Foundation
public import Vocabulary

/// Recorded answers of real Rasa.
public enum Golden {
    /// The content of `Tests/Golden/<subject>.json`.
    ///
    /// - Throws: when the file is missing or is not JSON.
    public static func json(_ subject: String) throws -> JSONValue {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Golden")
        let data = try Data(contentsOf: folder.appendingPathComponent("\(subject).json"))
        return try JSONValue(parsing: data)
    }
}
