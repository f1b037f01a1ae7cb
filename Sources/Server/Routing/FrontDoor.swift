// Every request enters here: route, credentials, model, body, handler, errors, measures.

import Accounts
import Assistant
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Vocabulary

/// What a connection tells about itself when a request comes.
struct RequestScope: InitializableFromSource {
    let logger: Logger
    let channel: any Channel

    init(logger: Logger, channel: any Channel) {
        self.logger = logger
        self.channel = channel
    }

    init(source: ApplicationRequestContextSource) {
        self.init(logger: source.logger, channel: source.channel)
    }
}

/// Answers every request.
struct FrontDoor: HTTPResponder {
    typealias Context = RequestScope

    /// How large a body may be to be worked on where the connection is served, in bytes.
    static let shortBodyBytes = 4 << 10

    private let table: RouteTable
    private let access: AccessGuard
    private let shelf: ModelShelf
    private let crossOrigin: CrossOrigin
    private let measures: RouteMeasures
    private let limiter: RateLimiter
    private let proxies: TrustedProxies
    private let isEncrypted: Bool
    /// Martlet's own API; `nil` for projects without one.
    private let api: APIDoor?

    init(
        routes: [Route], access: AccessGuard, shelf: ModelShelf, crossOrigin: CrossOrigin,
        registry: MeasureRegistry, limiter: RateLimiter, proxies: TrustedProxies,
        isEncrypted: Bool, api: APIDoor?
    ) {
        self.limiter = limiter
        self.proxies = proxies
        self.isEncrypted = isEncrypted
        self.api = api
        table = RouteTable(routes)
        self.access = access
        self.shelf = shelf
        self.crossOrigin = crossOrigin
        measures = RouteMeasures(
            table.routes.map { ($0.method.rawValue, $0.path.template) }, registry: registry)
    }

    /// Whether a request can be answered where its bytes arrive, by its head.
    func isShort(_ head: HTTPRequest) -> Bool {
        let fields = head.headerFields
        let target = head.path ?? "/"
        let path = target.prefix { $0 != "?" }
        guard case .route(let index, _) = table.find(head.method, path),
            table.routes[index].isShort, fields[.transferEncoding] == nil,
            fields[.upgrade] == nil, fields[.connection]?.lowercased() != "close"
        else { return false }
        guard let length = fields[.contentLength] else { return true }
        return Int(length).map { (0...Self.shortBodyBytes).contains($0) } ?? false
    }

    /// Answers one request; whatever fails becomes an answer, too.
    func respond(to request: Request, context: RequestScope) async -> Response {
        let started = DispatchTime.now().uptimeNanoseconds
        let target = request.head.path ?? "/"
        let path = target.prefix { $0 != "?" }
        let query = QueryParameters(target.dropFirst(path.count + 1))
        if let api, APIPath.isBelowRoot(path) {
            let peer = peer(of: request, context)
            return await api.respond(
                to: APIDoor.Arrival(
                    request: request, path: path, query: query, peer: peer,
                    isSecure: isEncrypted || peer.saysHTTPS || !peer.isOwn,
                    logger: context.logger))
        }
        if request.method == .options { return crossOrigin.preflight(request.headers) }
        let match = table.find(request.method, path)
        var response: Response
        do {
            response = try await answer(match, request, path, query, context)
            if !crossOrigin.isOff { crossOrigin.mark(&response, origin: request.headers[.origin]) }
        } catch {
            response = FaultResponses.response(
                to: error, wantsJSON: Self.wantsJSON(request.headers), logger: context.logger)
            if error is FrameworkProblem || error is CredentialProblem {
                crossOrigin.mark(&response, origin: request.headers[.origin])
            }
        }
        if request.method == .head { response = response.createHeadResponse() }
        if case .route(let index, _) = match {
            measures.record(
                index, status: response.status.code,
                nanoseconds: DispatchTime.now().uptimeNanoseconds - started)
        }
        return response
    }

    private func answer(
        _ match: RouteTable.Match, _ request: Request, _ path: Substring,
        _ query: QueryParameters, _ context: RequestScope
    ) async throws -> Response {
        switch match {
        case .nothing: throw FrameworkProblem.notFound(String(path))
        case .wrongMethod(let allowed):
            throw FrameworkProblem.wrongMethod(
                request.method.rawValue, String(path), allowed: allowed)
        case .route(let index, let conversationID):
            let route = table.routes[index]
            if route.need != .nothing {
                try checkCredentials(request, query, conversationID)
            }
            let peer = peer(of: request, context)
            if route.isCounted {
                try limiter.count(peer)
                if let conversationID { try limiter.count(sender: conversationID, from: peer) }
            }
            let model = shelf.current
            if route.need == .model, model == nil { throw APIProblem.noModel }
            let exchange = Exchange(
                query: query, headers: request.headers, body: try await Self.body(of: request),
                conversationID: conversationID, model: model, peer: peer,
                logger: context.logger)
            if route.isLong || exchange.body.readableBytes > Self.shortBodyBytes {
                return try await WorkThreads.aside.run { try await route.handler(exchange) }
            }
            return try await route.handler(exchange)
        }
    }

    private func peer(of request: Request, _ context: RequestScope) -> Peer {
        Peer(
            address: context.channel.remoteAddress?.ipAddress, headers: request.headers,
            proxies: proxies)
    }

    private func checkCredentials(
        _ request: Request, _ query: QueryParameters, _ conversationID: String?
    ) throws {
        if access.isOpen { return }
        let decision = access.check(
            token: query["token"], authorization: request.headers[.authorization],
            conversationID: conversationID, now: Date().timeIntervalSince1970)
        switch decision {
        case .granted: return
        case .unauthenticated: throw APIProblem.notAuthenticated
        case .forbidden: throw APIProblem.notAuthorized
        case .malformedHeader: throw CredentialProblem.malformedHeader
        }
    }

    /// Collects the body; one that came in a single piece is not copied.
    private static func body(of request: Request) async throws -> ByteBuffer {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }),
            length > Limits.requestBodyBytes
        {
            throw FrameworkProblem.tooLarge
        }
        var whole = ByteBuffer()
        for try await var piece in request.body {
            if whole.readableBytes + piece.readableBytes > Limits.requestBodyBytes {
                throw FrameworkProblem.tooLarge
            }
            if whole.readableBytes == 0 { whole = piece } else { whole.writeBuffer(&piece) }
        }
        return whole
    }

    /// Whether errors of the framework are answered in JSON.
    private static func wantsJSON(_ headers: HTTPFields) -> Bool {
        if let accept = headers[.accept], accept.contains("application/json") { return true }
        return headers[.contentType]?.contains("application/json") ?? false
    }
}
