// Requests that want their answer later, at an address of their own.

import Assistant
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization
import Vocabulary

/// Lets a handler work in the background when the query names a `callback_url`: the request is
/// answered with 204 at once, the real answer is posted to that address.
///
/// - Note: follows rasa/server.py `async_if_callback_url` (3.6.21).
final class Callbacks: Sendable {
    /// How many requests may work in the background at a time.
    static let openMax = 2 * (Limits.trainingsWaiting + 1)
    /// How long the posting of an answer may take, in milliseconds.
    static let postMs = 60_000

    private let fetching: any HTTPFetching
    private let access: OutboundGuard
    private let pending = Mutex(0)

    init(fetching: any HTTPFetching, access: OutboundGuard) {
        self.fetching = fetching
        self.access = access
    }

    /// The handler, able to answer later.
    func deferring(_ handler: @escaping Route.Handler) -> Route.Handler {
        { exchange in
            guard let url = exchange.query["callback_url"] else {
                return try await handler(exchange)
            }
            try await self.check(url)
            guard self.begin() else {
                throw Fault(
                    .busy, "\(Self.openMax) requests work in the background already.",
                    remedy: "Try again later.")
            }
            Task(executorPreference: WorkThreads.aside) {
                await self.work(exchange, url, handler)
                self.end()
            }
            return .nothing
        }
    }

    /// Refuses an address that must not be called, before any work is done for it.
    private func check(_ url: String) async throws(APIProblem) {
        do throws(Fault) {
            _ = try await access.pinnedAddress(of: try TargetURL(url))
        } catch {
            throw .badRequest(error.description, parameter: "callback_url")
        }
    }

    private func begin() -> Bool {
        pending.withLock { count in
            guard count < Self.openMax else { return false }
            count += 1
            return true
        }
    }

    private func end() { pending.withLock { $0 -= 1 } }

    private func work(_ exchange: Exchange, _ url: String, _ handler: Route.Handler) async {
        var type = "application/json"
        var body: [UInt8]
        do {
            let response = try await handler(exchange)
            type = response.headers[.contentType] ?? type
            body = try await BodyCollector.bytes(of: response)
        } catch {
            exchange.logger.warning("A deferred request failed.", metadata: ["error": "\(error)"])
            body = FaultResponses.problem(of: error).json.bytes()
        }
        do throws(Fault) {
            let answer = try await fetching.fetch(
                FetchRequest(
                    method: "POST", url: url, headers: [(name: "content-type", value: type)],
                    body: body, timeoutMs: Self.postMs, isChosenByCaller: true))
            if answer.status >= 400 {
                exchange.logger.warning(
                    "A callback was not accepted.", metadata: ["status": "\(answer.status)"])
            }
        } catch {
            exchange.logger.warning("A callback failed.", metadata: ["error": "\(error)"])
        }
    }
}

/// Collects the body of an answer instead of sending it.
private struct BodyCollector: ResponseBodyWriter {
    final class Store: Sendable {
        let bytes = Mutex<[UInt8]>([])
    }

    let store = Store()

    mutating func write(_ buffer: ByteBuffer) async throws {
        store.bytes.withLock { $0.append(contentsOf: buffer.readableBytesView) }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}

    static func bytes(of response: Response) async throws -> [UInt8] {
        let collector = BodyCollector()
        let store = collector.store
        try await response.body.write(collector)
        return store.bytes.withLock { $0 }
    }
}
