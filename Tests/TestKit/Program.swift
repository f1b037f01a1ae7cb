// The built program as a test sees it: given these files, run this, expect exactly that.

public import Foundation

/// What a run of the program ended with.
public struct ProgramResult: Sendable {
    /// The exit code.
    public let code: Int32
    /// Everything on standard output.
    public let output: String
    /// Everything on standard error.
    public let errors: String
}

/// Runs the built `martlet`.
public enum Program {
    /// The program: the one that `MARTLET_PROGRAM` names, or the one beside the bundle of the tests.
    public static let path: String = {
        if let named = ProcessInfo.processInfo.environment["MARTLET_PROGRAM"] { return named }
        let runner = URL(fileURLWithPath: CommandLine.arguments[0])
        var folder = runner.resolvingSymlinksInPath().deletingLastPathComponent()
        for _ in 0..<4 {
            let candidate = folder.appendingPathComponent("martlet").path
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder),
                !isFolder.boolValue
            {
                return candidate
            }
            folder.deleteLastPathComponent()
        }
        return Repository.path + "/.build/debug/martlet"
    }()

    /// Runs the program in a folder and waits for its end.
    ///
    /// - Parameters:
    ///   - arguments: what stands behind `martlet`.
    ///   - folder: the working directory.
    ///   - input: standard input.
    ///   - environment: variables added to those of this process.
    public static func run(
        _ arguments: [String], in folder: String, input: String = "",
        environment: [String: String] = [:]
    ) async throws -> ProgramResult {
        // On a thread of its own: a test that waits must not hold one of the few threads that all
        // asynchronous tests share.
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result {
                        try finish(
                            start(arguments, in: folder, environment: environment), input: input)
                    })
            }
        }
    }

    private static func finish(_ running: Running, input: String) throws -> ProgramResult {
        running.input.fileHandleForWriting.write(Data(input.utf8))
        try running.input.fileHandleForWriting.close()
        // Standard error is drained beside standard output, so that neither can fill and block.
        let errors = Drain(running.errors)
        let output = running.output.fileHandleForReading.readDataToEndOfFile()
        running.process.waitUntilExit()
        return ProgramResult(
            code: running.process.terminationStatus,
            output: String(decoding: output, as: UTF8.self),
            errors: String(decoding: errors.data(), as: UTF8.self))
    }

    /// A program that runs, with its pipes.
    public struct Running: Sendable {
        /// The process; stop it by `terminate()`.
        public let process: Process
        let input: Pipe
        let output: Pipe
        let errors: Pipe
    }

    /// Starts the program and returns while it runs.
    ///
    /// - Parameter fileKiB: how large a file of the program may become, in KiB, as on a disk that
    ///   is full; `nil` for no bound.
    public static func start(
        _ arguments: [String], in folder: String, environment: [String: String] = [:],
        fileKiB: Int? = nil
    ) throws -> Running {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        if let fileKiB {
            // The signal of a file that would grow too large is ignored: writing fails instead.
            process.executableURL = URL(fileURLWithPath: "/bin/bash")
            let script = "trap '' XFSZ; ulimit -f \(fileKiB); exec \"$@\""
            process.arguments = ["-c", script, "bash", path] + arguments
        }
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let running = Running(process: process, input: Pipe(), output: Pipe(), errors: Pipe())
        process.standardInput = running.input
        process.standardOutput = running.output
        process.standardError = running.errors
        try process.run()
        return running
    }
}

/// Reads a pipe to its end on a thread of its own.
private final class Drain: @unchecked Sendable {
    private var collected = Data()
    private let done = DispatchSemaphore(value: 0)

    init(_ pipe: Pipe) {
        let handle = pipe.fileHandleForReading
        Thread.detachNewThread { [self] in
            collected = handle.readDataToEndOfFile()
            done.signal()
        }
    }

    func data() -> Data {
        done.wait()
        return collected
    }
}

/// Where the repository is.
public enum Repository {
    /// The root folder, found from this file's own place.
    public static let path = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
}
