// What SQLite's errors mean to a person.

import GRDB
import Vocabulary

/// Turns an error of the database into a fault that names the file.
enum StoreFault {
    /// The fault that an error is.
    static func fault(_ error: any Error, path: String) -> Fault {
        if let fault = error as? Fault { return fault }
        if error is CancellationError {
            return Fault(.cancelled, "Work on '\(path)' was stopped.")
        }
        guard let error = error as? DatabaseError else {
            return Fault(.storage, "'\(path)' cannot be used: \(error).")
        }
        switch error.resultCode.primaryResultCode {
        case .SQLITE_FULL:
            return Fault(
                .storage, "'\(path)' cannot grow: the disk is full.",
                remedy: "Make room; nothing of the change was kept.")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return Fault(
                .storage, "'\(path)' is locked by another program.",
                remedy: "End the program that holds it.")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            return Fault(
                .storage, "'\(path)' is damaged or is no SQLite database.",
                remedy: "Restore a backup.")
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN, .SQLITE_AUTH:
            return Fault(
                .storage, "'\(path)' cannot be opened for writing.",
                remedy: "Check the owner and the rights of the file and its folder.")
        default:
            let reason = error.message ?? "\(error.resultCode)"
            return Fault(.storage, "'\(path)' cannot be used: \(reason).")
        }
    }
}
