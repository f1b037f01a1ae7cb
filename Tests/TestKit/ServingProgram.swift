// The built program while it serves: where it listens, and how it ends.

import Foundation
import Synchronization

/// A program that runs in the background and listens on a port of this machine.
public final class ServingProgram: Sendable {
    /// Where it listens.
    public let port: Int
    private let process: Process
    private let log: Log
    private let results: Log

    /// What the program writes, gathered by a thread of its own.
    private final class Log: Sendable {
        let text = Mutex("")
        let arrivals = DispatchSemaphore(value: 0)

        func follow(_ pipe: Pipe) {
            let handle = pipe.fileHandleForReading
            Thread.detachNewThread { [self] in
                while case let data = handle.availableData, !data.isEmpty {
                    text.withLock { $0 += String(decoding: data, as: UTF8.self) }
                    arrivals.signal()
                }
                arrivals.signal()
            }
        }

        /// The port that the program says it listens on.
        var port: Int? {
            let lines = text.withLock { $0 }.split(separator: "\n")
            guard let line = lines.first(where: { $0.contains("Listening on") }) else { return nil }
            return line.split(separator: ":").last.flatMap { part in
                Int(part.prefix { $0.isNumber })
            }
        }
    }

    /// Starts the program on a free port and waits until it listens; `nil` when it ends before, or
    /// says nothing for three minutes.
    ///
    /// - Parameters:
    ///   - arguments: what stands behind `martlet run`.
    ///   - folder: the working directory.
    ///   - environment: variables added to those of this process.
    ///   - fileKiB: how large a file of the program may become, in KiB; `nil` for no bound.
    public static func start(
        _ arguments: [String], in folder: String, environment: [String: String] = [:],
        fileKiB: Int? = nil
    ) async throws -> ServingProgram? {
        let running = try Program.start(
            ["run", "-i", "127.0.0.1", "-p", "0"] + arguments, in: folder,
            environment: environment, fileKiB: fileKiB)
        return await besides { ServingProgram(running) }
    }

    private init?(_ running: Program.Running) {
        process = running.process
        log = Log()
        log.follow(running.errors)
        results = Log()
        results.follow(running.output)
        while log.port == nil, process.isRunning {
            if log.arrivals.wait(timeout: .now() + 180) == .timedOut { break }
        }
        guard let port = log.port else {
            process.terminate()
            return nil
        }
        self.port = port
    }

    /// Everything on standard error so far.
    public var errors: String { log.text.withLock { $0 } }

    /// Everything on standard output so far.
    public var output: String { results.text.withLock { $0 } }

    /// Everything on standard output, once a text is in it; what there is after a minute without
    /// anything new.
    public func output(with text: String) async -> String {
        await besides { [results] in
            while !results.text.withLock({ $0.contains(text) }) {
                if results.arrivals.wait(timeout: .now() + 60) == .timedOut { break }
            }
            return results.text.withLock { $0 }
        }
    }

    /// Sends SIGTERM.
    public func tellToStop() { process.terminate() }

    /// Sends SIGKILL: the program ends where it stands.
    public func kill() { _ = Foundation.kill(process.processIdentifier, SIGKILL) }

    /// The number of the process.
    public var processNumber: Int32 { process.processIdentifier }

    /// Waits for the end and returns the exit code.
    public func exitCode() async -> Int32 {
        await besides { [process] in
            process.waitUntilExit()
            return process.terminationReason == .exit ? process.terminationStatus : -1
        }
    }
}
