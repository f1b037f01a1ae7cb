// Every call the program makes to others: bounded in time, size, redirects and number.

import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
public import Vocabulary

/// Makes HTTP calls. Addresses that the settings name go through shared clients; each address
/// that a request chose passes the guard and is called at the very address that was checked.
public struct HTTPFetcher: HTTPFetching {
    /// How many redirects are followed.
    static let redirectsMax = 5
    /// How long a connection may take to be made, in seconds.
    static let connectSeconds: Int64 = 10
    /// How many connections to one host are kept at a time.
    static let connectionsPerHostMax = 16

    private let access: OutboundGuard

    /// Live as long as the program, one for each way that the settings name: nothing has to shut
    /// them down.
    private static let shared = Mutex<[FetchRoute: HTTPClient]>([:])

    /// The client of a way.
    ///
    /// - Throws: `Fault` `.peerFailed` for a way that can't be gone.
    private static func client(_ route: FetchRoute) throws(Fault) -> HTTPClient {
        if let known = shared.withLock({ $0[route] }) { return known }
        var configuration = configuration()
        try route.apply(to: &configuration)
        return shared.withLock { [configuration] clients in
            if let known = clients[route] { return known }
            let client = HTTPClient(
                eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton),
                configuration: configuration)
            clients[route] = client
            return client
        }
    }

    /// A fetcher.
    ///
    /// - Parameter access: what addresses chosen by requests must pass.
    public init(access: OutboundGuard) { self.access = access }

    /// Makes one call; redirects are followed, each checked like the first address.
    ///
    /// - Throws: `Fault` `.addressRefused`, `.peerFailed`, `.tooLarge`.
    public func fetch(_ request: FetchRequest) async throws(Fault) -> FetchAnswer {
        let deadline = NIODeadline.now() + .milliseconds(Int64(request.timeoutMs))
        var current = request
        for _ in 0...Self.redirectsMax {
            let target = try TargetURL(current.url)
            let answer = try await call(current, target: target, deadline: deadline)
            guard let next = Self.redirected(current, from: target, by: answer) else {
                return answer
            }
            current = next
        }
        throw Fault(.peerFailed, "'\(request.url)' redirects more than \(Self.redirectsMax) times.")
    }

    private func call(
        _ request: FetchRequest, target: TargetURL, deadline: NIODeadline
    ) async throws(Fault) -> FetchAnswer {
        guard request.isChosenByCaller else {
            return try await Self.send(
                request, target, through: try Self.client(request.route), deadline: deadline)
        }
        let address = try await access.pinnedAddress(of: target)
        var configuration = Self.configuration()
        configuration.dnsOverride = [target.host: address]
        let client = HTTPClient(
            eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton),
            configuration: configuration)
        let result: Result<FetchAnswer, Fault>
        do throws(Fault) {
            result = .success(
                try await Self.send(request, target, through: client, deadline: deadline))
        } catch {
            result = .failure(error)
        }
        try? await client.shutdown()
        return try result.get()
    }

    private static func send(
        _ request: FetchRequest, _ target: TargetURL, through client: HTTPClient,
        deadline: NIODeadline
    ) async throws(Fault) -> FetchAnswer {
        var outgoing = HTTPClientRequest(url: target.text)
        outgoing.method = HTTPMethod(rawValue: request.method)
        for header in request.headers {
            outgoing.headers.add(name: header.name, value: header.value)
        }
        if !request.body.isEmpty { outgoing.body = .bytes(ByteBuffer(bytes: request.body)) }
        do {
            return try await within(deadline) { [outgoing] in
                let response = try await client.execute(outgoing, deadline: deadline)
                let body = try await response.body.collect(upTo: request.answerBytesMax)
                return FetchAnswer(
                    status: Int(response.status.code),
                    headers: response.headers.map { ($0.name.lowercased(), $0.value) },
                    body: Array(body.readableBytesView))
            }
        } catch is NIOTooManyBytesError {
            throw Fault(
                .tooLarge, "'\(request.url)' answers more than \(request.answerBytesMax) bytes.")
        } catch {
            throw Fault(.peerFailed, "'\(request.url)' did not answer: \(error).")
        }
    }

    /// Does some work until a moment; the client's own deadline ends with the answer's header, so
    /// that a body could drip for ever.
    private static func within<Value: Sendable>(
        _ deadline: NIODeadline, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask { try await work() }
            group.addTask {
                let left = max(0, (deadline - .now()).nanoseconds)
                try await Task.sleep(for: .nanoseconds(left))
                throw HTTPClientError.deadlineExceeded
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw CancellationError() }
            return first
        }
    }

    /// The call that a redirect asks for; `nil` when the answer is none.
    static func redirected(
        _ request: FetchRequest, from target: TargetURL, by answer: FetchAnswer
    ) -> FetchRequest? {
        guard [301, 302, 303, 307, 308].contains(answer.status),
            let location = answer.header("location"),
            let base = URL(string: target.text),
            let url = URL(string: location, relativeTo: base)?.absoluteURL
        else { return nil }
        var next = request
        next.url = url.absoluteString
        if answer.status == 303 || (answer.status < 303 && request.method == "POST") {
            next.method = "GET"
            next.body = []
        }
        if url.host?.lowercased() != target.host {
            // What was meant for one host is not told to another.
            next.headers = request.headers.filter { $0.name.lowercased() == "content-type" }
        }
        return next
    }

    private static func configuration() -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(connectSeconds)), decompression: .disabled)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit =
            connectionsPerHostMax
        // A peer that is not there is told at once, not tried until `connectSeconds` are over.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        return configuration
    }
}
