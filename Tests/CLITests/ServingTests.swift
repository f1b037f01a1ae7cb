import Foundation
import TestKit
import Testing

/// Runs OpenSSL's command, which makes certificates and talks to servers that have them.
private enum OpenSSL {
    static let path = "/usr/bin/openssl"
    static var isThere: Bool { FileManager.default.isExecutableFile(atPath: path) }

    /// Runs the command to its end.
    static func run(_ arguments: [String], in folder: String, input: String = "") async throws
        -> (code: Int32, output: String)
    {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        let (standardInput, output) = (Pipe(), Pipe())
        process.standardInput = standardInput
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        standardInput.fileHandleForWriting.write(Data(input.utf8))
        return await besides { [process] in
            let data = output.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return (process.terminationStatus, String(decoding: data, as: UTF8.self))
        }
    }

    /// Makes `NAME.pem` and its key `NAME.key`, locked by a password when there is one.
    static func makeCertificate(_ name: String, password: String? = nil, in folder: String)
        async throws
    {
        let lock = password.map { ["-passout", "pass:\($0)"] } ?? ["-nodes"]
        let result = try await run(
            [
                "req", "-x509", "-newkey", "rsa:2048", "-days", "2", "-subj", "/CN=localhost",
                "-keyout", "\(name).key", "-out", "\(name).pem",
            ] + lock, in: folder)
        #expect(result.code == 0)
    }
}

@Suite("The program while it serves") struct ServingTests {
    @Test(
        "with a certificate and a locked key it is served over HTTPS", .enabled(if: OpenSSL.isThere)
    )
    func https() async throws {
        try await withFolder { folder in
            try await OpenSSL.makeCertificate("mine", password: "open sesame", in: folder)
            let program = try #require(
                try await ServingProgram.start(
                    [
                        "--enable-api", "--ssl-certificate", "mine.pem", "--ssl-keyfile",
                        "mine.key", "--ssl-password", "open sesame",
                    ], in: folder))
            let answer = try await OpenSSL.run(
                [
                    "s_client", "-connect", "127.0.0.1:\(program.port)", "-CAfile", "mine.pem",
                    "-verify_return_error", "-quiet", "-no_ign_eof", "-ign_eof",
                ], in: folder,
                input: "GET /version HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
            #expect(answer.output.hasPrefix("HTTP/1.1 200"), "\(answer.output)")
            #expect(answer.output.contains("3.6.21"))
            program.tellToStop()
            #expect(await program.exitCode() == 0)
        }
    }

    @Test(
        "a key that does not fit, is locked or is missing ends with a clear word",
        .enabled(if: OpenSSL.isThere),
        arguments: [
            ["mine.pem", "other.key"], ["mine.pem", "locked.key"], ["mine.pem", "nowhere.key"],
            ["mine.key", "mine.key"], ["mine.pem", "locked.key", "--ssl-password", "wrong"],
        ])
    func badKeys(arguments: [String]) async throws {
        try await withFolder { folder in
            try await OpenSSL.makeCertificate("mine", in: folder)
            try await OpenSSL.makeCertificate("other", in: folder)
            try await OpenSSL.makeCertificate("locked", password: "secret", in: folder)
            let flags = ["--ssl-certificate", arguments[0], "--ssl-keyfile", arguments[1]]
            let result = try await Program.run(
                ["run", "--enable-api", "-i", "127.0.0.1", "-p", "0"] + flags + arguments[2...],
                in: folder)
            #expect(result.code == 1)
            #expect(
                result.errors.contains("The certificate or its key cannot be used"),
                "\(result.errors)")
            #expect(result.errors.contains("--ssl-keyfile"))
        }
    }

    @Test("a certificate without a key is a command line that makes no sense")
    func alone() async throws {
        let result = try await withFolder {
            try await Program.run(["run", "--ssl-certificate", "mine.pem"], in: $0)
        }
        #expect(result.code == 2)
        #expect(result.errors.contains("--ssl-certificate and --ssl-keyfile go together."))
    }

    @Test("after SIGTERM the request in flight is answered, no other is taken, the exit code is 0")
    func stop() async throws {
        try await withFolder { folder in
            let program = try #require(
                try await ServingProgram.start(["--enable-api"], in: folder))
            let port = program.port
            let connection = try #require(RawConnection(port: port))
            let idle = try #require(RawConnection(port: port))
            let body =
                "pipeline:\n- name: KeywordIntentClassifier\nnlu:\n- intent: greet\n"
                + "  examples: |\n    - hello\n- intent: goodbye\n  examples: |\n    - bye\n"
            let greeting = await besides {
                connection.send(
                    "POST /model/train?save_to_default_model_directory=false HTTP/1.1\r\n"
                        + "host: x\r\nexpect: 100-continue\r\n"
                        + "content-length: \(body.utf8.count)\r\n\r\n")
                return connection.readHead()
            }
            #expect(greeting.hasPrefix("HTTP/1.1 100"))

            program.tellToStop()
            // The listening socket closes first; then the rest of the request is sent.
            let isClosed = await besides {
                (0..<2_000).contains { _ in
                    usleep(5_000)
                    return RawConnection(port: port) == nil
                }
            }
            #expect(isClosed)
            let answer = await besides {
                connection.send(body)
                return connection.readHead()
            }
            #expect(answer.hasPrefix("HTTP/1.1 200"), "\(answer)")
            #expect(await besides { idle.readToEnd() } == "")
            #expect(await program.exitCode() == 0)
            #expect(program.errors.contains("Stopped."))
        }
    }
}
