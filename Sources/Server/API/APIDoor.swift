// Every request below /api/v1 enters here: route, who asks, parameters, body, handler, problems.

import Accounts
import Assistant
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Vocabulary

/// Answers the requests of the API.
struct APIDoor: Sendable {
    /// A request with what the front door found out about it.
    struct Arrival: Sendable {
        let request: Request
        let path: Substring
        let query: QueryParameters
        let peer: Peer
        let isSecure: Bool
        let logger: Logger
    }

    private let table: APITable
    private let callers: CallerFinder
    private let answers: IdempotentAnswers
    private let limiter: RateLimiter
    private let measures: RouteMeasures
    private let now: @Sendable () -> Double
    /// Whether answers are held against what the document says of them; for tests.
    private let checksAnswers: Bool

    init(
        _ routes: [APIRoute], callers: CallerFinder, answers: IdempotentAnswers,
        limiter: RateLimiter, registry: MeasureRegistry, checksAnswers: Bool = false,
        now: @escaping @Sendable () -> Double
    ) {
        table = APITable(routes)
        self.callers = callers
        self.answers = answers
        self.limiter = limiter
        self.checksAnswers = checksAnswers
        self.now = now
        measures = RouteMeasures(
            routes.map { ($0.method.rawValue, APIPath.root + $0.path.template) },
            registry: registry)
    }

    /// Answers one request; whatever fails becomes a problem.
    func respond(to arrival: Arrival) async -> Response {
        let started = DispatchTime.now().uptimeNanoseconds
        let method = arrival.request.method
        let words = APIPath.words(of: arrival.path)
        let match = words.map { table.find(method, $0) } ?? .nothing
        var answer: APIAnswer
        do {
            answer = try await WorkThreads.aside.run { try await self.answer(match, arrival) }
        } catch {
            answer = ProblemAnswers.problem(of: error, logger: arrival.logger).answer
        }
        if case .route(let index, _) = match {
            measures.record(
                index, status: answer.status,
                nanoseconds: DispatchTime.now().uptimeNanoseconds - started)
        }
        let response = answer.response
        return method == .head ? response.createHeadResponse() : response
    }

    private func answer(_ match: APITable.Match, _ arrival: Arrival) async throws -> APIAnswer {
        try limiter.count(arrival.peer)
        switch match {
        case .nothing: throw ProblemDetails.noSuchRoute(arrival.path)
        case .wrongMethod(let allowed):
            if arrival.request.method == .options {
                return APIAnswer(status: 204, headers: [.allow: allowed.joined(separator: ", ")])
            }
            throw ProblemDetails.wrongMethod(arrival.request.method.rawValue, allowed: allowed)
        case .route(let index, let places):
            return try await answer(table.routes[index], places, arrival)
        }
    }

    private func answer(
        _ route: APIRoute, _ places: [String: String], _ arrival: Arrival
    ) async throws -> APIAnswer {
        let time = now()
        let caller = try await caller(of: arrival, for: route, time)
        let query = try QueryReading.values(of: arrival.query, for: route.operation)
        let (body, bytes) = try await BodyReading.read(arrival.request, for: route.operation)
        let call = APICall(
            operation: route.operation.id, caller: caller, places: places, query: query,
            body: body, bytes: bytes, headers: arrival.request.headers, peer: arrival.peer,
            isSecure: arrival.isSecure, now: time, logger: arrival.logger)
        let answer: APIAnswer
        if route.operation.isCreation, let caller,
            let key = arrival.request.headers[.idempotencyKey]
        {
            answer = try await answers.once(
                key, caller: caller, path: arrival.path, body: bytes, now: time
            ) { try await route.handler(call) }
        } else {
            answer = try await route.handler(call)
        }
        if checksAnswers { try AnswerChecks.check(answer, of: route) }
        return answer
    }

    /// Who asks, when they may.
    private func caller(
        of arrival: Arrival, for route: APIRoute, _ time: Double
    ) async throws -> Caller? {
        let headers = arrival.request.headers
        let isChange = arrival.request.method != .get && arrival.request.method != .head
        let isOwnSite = RequestOrigin.isOwn(headers, host: arrival.request.head.authority)
        guard route.access != .everybody else {
            if isChange, !isOwnSite { throw ProblemDetails.crossSite }
            return nil
        }
        guard let caller = try await find(headers, isSecure: arrival.isSecure, time) else {
            throw ProblemDetails.notSignedIn
        }
        if isChange, case .session(_, let token) = caller.means {
            guard isOwnSite else { throw ProblemDetails.crossSite }
            guard let sent = headers[.csrfToken], SecretText.isEqual(sent, token) else {
                throw ProblemDetails.tokenMissing
            }
        }
        guard route.access.takesKeys || caller.isSession else { throw ProblemDetails.sessionNeeded }
        if route.access == .newcomer { return caller }
        guard !caller.person.mustChangePassword else { throw ProblemDetails.passwordChangeNeeded }
        if let permission = route.access.permission, !caller.may(permission) {
            throw ProblemDetails.missing(permission)
        }
        return caller
    }

    private func find(
        _ headers: HTTPFields, isSecure: Bool, _ time: Double
    ) async throws(Fault) -> Caller? {
        if let header = headers[.authorization] {
            guard let key = SessionCookie.bearer(header) else { return nil }
            return try await callers.caller(key: key, now: time)
        }
        guard let secret = SessionCookie.secret(in: headers, isSecure: isSecure) else { return nil }
        return try await callers.caller(session: secret, now: time)
    }
}

extension HTTPField.Name {
    /// Keeps a creation from happening twice.
    static let idempotencyKey = HTTPField.Name.constant("Idempotency-Key")
    /// Shows that a request with a cookie comes from a page that could read the session.
    static let csrfToken = HTTPField.Name.constant("X-CSRF-Token")
}
