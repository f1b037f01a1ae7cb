import Foundation
import Testing
import Vocabulary

/// What `Tests/Golden/record_patterns.py` recorded; `MARTLET_PATTERNS` names another recording, for
/// long runs by hand.
enum GoldenPatterns {
    static let record: JSONValue = {
        let other = ProcessInfo.processInfo.environment["MARTLET_PATTERNS"]
        let file =
            other.map { URL(filePath: $0) }
            ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Golden/patterns.json")
        do {
            return try JSONValue(parsing: Data(contentsOf: file))
        } catch {
            Issue.record("\(file.path) cannot be read: \(error)")
            return .null
        }
    }()

    /// The texts the cases name by number.
    static let texts: [[Unicode.Scalar]] = (record["texts"]?.array ?? []).map {
        Array(($0.string ?? "").unicodeScalars)
    }
}

extension JSONValue {
    /// The whole numbers of an array; of what is none, none.
    var ints: [Int] { (array ?? []).compactMap(\.int) }

    /// The texts of an array; of what is none, none.
    var strings: [String] { (array ?? []).compactMap(\.string) }
}
