// A fresh folder for one test, gone afterwards.

import Foundation

/// Runs a test with an empty folder of its own and removes the folder afterwards.
public func withFolder<Value>(_ body: (_ path: String) throws -> Value) throws -> Value {
    let path = NSTemporaryDirectory() + "martlet-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
}

/// Runs an asynchronous test with an empty folder of its own and removes the folder afterwards.
public func withFolder<Value>(
    _ body: (_ path: String) async throws -> Value
) async throws -> Value {
    let path = NSTemporaryDirectory() + "martlet-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(path)
}
