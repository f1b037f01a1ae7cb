// The chain of the audit log: how lines are sealed, and whether any was changed.

import Crypto
public import Vocabulary

/// Seals and verifies the audit log.
public enum AuditTrail {
    /// How many lines are read at a time.
    private static let linesAtATime = 1_000

    /// The hash of a line: SHA-256 over the hash before it and everything the line says.
    public static let seal: AuditSeal = { number, event, previous in
        let line: JSONValue = [
            .string(previous), .integer(number), .number(event.time), .string(event.actor),
            .string(event.action), .string(event.subject), .object(event.details),
            .string(event.address),
        ]
        return SecretText.hexadecimal(SHA256.hash(data: line.bytes()))
    }

    /// Walks the whole log.
    ///
    /// - Returns: how many lines there are, and the number of the first that does not fit to the
    ///   ones before it; `nil` when all do. Lines that were cut off at the end leave no trace in
    ///   the log itself: compare the last hash with one that was written down elsewhere.
    /// - Throws: `Fault` `.storage`.
    /// - Complexity: O(n) for n lines, a thousand in memory at a time.
    public static func verify(
        _ store: any AuditStore
    ) async throws(Fault) -> (count: Int, firstBroken: Int?, lastHash: String) {
        var (count, previous) = (0, "")
        while true {
            let lines = try await store.entries(from: count + 1, limit: linesAtATime)
            for line in lines {
                guard line.number == count + 1, line.hash == seal(line.number, line.event, previous)
                else { return (count, count + 1, previous) }
                (count, previous) = (line.number, line.hash)
            }
            if lines.count < linesAtATime { return (count, nil, previous) }
        }
    }
}
