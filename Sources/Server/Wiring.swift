// The only place that joins the engines to what the routes need.

import Accounts
import Assistant
import Foundation
import Logging
import Vocabulary

/// All parts of a server, joined.
struct Wiring: Sendable {
    let settings: ServerSettings
    let access: AccessGuard
    let shelf: ModelShelf
    let fetching: any HTTPFetching
    let registry: MeasureRegistry
    let callbacks: Callbacks
    let limiter: RateLimiter
    let modelServer: ModelServer?
    let channels: ChannelHouse
    let house: AgentHouse
    /// People, articles and questions; `nil` for a project without them.
    let workspace: WorkspaceHouse?

    let information: InformationRoutes
    let parse: ParseRoute
    let predict = PredictRoute()
    let domain = DomainRoute()
    let train: TrainRoute
    let tests: TestRoutes
    let models: ModelRoutes
    let conversations: ConversationRoutes
    let turns: TurnRoutes
    let auth: AuthRoutes

    /// Joins the parts.
    ///
    /// - Parameter turns: runs the channels' turns; `nil` for the assistant itself.
    /// - Throws: `Fault` `.badRequest` when the JWT method or its key is not usable, or a channel or
    ///   a store can't be as the settings have it, `.storage` when a store can't be opened.
    init(
        _ settings: ServerSettings, shelf: ModelShelf, workshop: any Workshop,
        fetching: any HTTPFetching, turns: (any TurnRunner)?, logger: Logger
    ) async throws(Fault) {
        self.settings = settings
        self.shelf = shelf
        self.fetching = fetching
        access = try await Self.access(settings)
        registry = MeasureRegistry()
        limiter = RateLimiter(settings.rateLimits) {
            Double(DispatchTime.now().uptimeNanoseconds) / 1e9
        }
        callbacks = Callbacks(fetching: fetching, access: OutboundGuard(settings))
        modelServer = ModelServer(settings.endpoints["models"] ?? .null, isChosenByCaller: false)
        information = InformationRoutes(workshop: workshop, registry: registry)
        parse = ParseRoute(registry: registry)
        train = TrainRoute(workshop: workshop, modelsFolder: settings.modelsFolder)
        tests = TestRoutes(workshop: workshop, opener: ModelOpener(fetching: fetching))
        models = ModelRoutes(shelf: shelf, fetching: fetching, modelServer: modelServer)
        auth = AuthRoutes(access: access)
        workspace = try await WorkspaceHouse.open(settings)
        house = try await AgentHouse(
            settings, shelf: shelf, fetching: fetching,
            knowledge: workspace?.service(
                settings.knowledge, answering: workspace?.asking, logger: logger),
            logger: logger)
        channels = try ChannelHouse(
            settings, turns: turns ?? AgentTurns(agent: house.agent), limiter: limiter,
            fetching: fetching, logger: logger)
        let outputs = OutputChoice(agent: house.agent, channels: channels)
        conversations = ConversationRoutes(agent: house.agent, outputs: outputs)
        self.turns = TurnRoutes(agent: house.agent, outputs: outputs)
    }

    /// Martlet's own API; `nil` for a project without a workspace.
    var api: APIDoor? {
        workspace.map { workspace in
            APIDoor(
                APISite.routes(workspace), callers: CallerFinder(workspace.accounts),
                answers: IdempotentAnswers(store: workspace.answers), limiter: limiter,
                registry: registry, checksAnswers: settings.checksAnswers, now: workspace.now)
        }
    }

    private static func access(_ settings: ServerSettings) async throws(Fault) -> AccessGuard {
        var verifier: TokenVerifier?
        if let secret = settings.jwtSecret {
            verifier = try await TokenVerifier(method: settings.jwtMethod, secret: secret)
        }
        return AccessGuard(token: settings.authToken, verifier: verifier)
    }
}
