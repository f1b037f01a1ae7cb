// Runs the server: listens, serves, stops gracefully.

public import Assistant
import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
public import Logging
import NIOCore
import NIOPosix
import NIOSSL
import ServiceLifecycle
import UnixSignals
public import Vocabulary

/// The HTTP server.
public struct MartletServer: Sendable {
    private let wiring: Wiring
    private let logger: Logger

    /// A server that does not listen yet.
    ///
    /// - Parameters:
    ///   - settings: how it listens and whom it trusts.
    ///   - shelf: the model in service; it may be empty.
    ///   - workshop: trains and judges models.
    ///   - fetching: makes the calls that requests and settings ask for.
    ///   - logger: where the server tells what happens.
    /// - Throws: `Fault` `.badRequest` when the settings of credentials, channels or stores are not
    ///   usable, `.storage` when a store can't be opened.
    public init(
        _ settings: ServerSettings, shelf: ModelShelf, workshop: any Workshop,
        fetching: any HTTPFetching, logger: Logger
    ) async throws(Fault) {
        try await self.init(
            settings, shelf: shelf, workshop: workshop, fetching: fetching, turns: nil,
            logger: logger)
    }

    /// A server with channels whose turns `turns` runs; `nil` for the assistant.
    init(
        _ settings: ServerSettings, shelf: ModelShelf, workshop: any Workshop,
        fetching: any HTTPFetching, turns: (any TurnRunner)?, logger: Logger
    ) async throws(Fault) {
        wiring = try await Wiring(
            settings, shelf: shelf, workshop: workshop, fetching: fetching, turns: turns,
            logger: logger)
        self.logger = logger
    }

    /// Serves until the process is told to stop by SIGTERM or SIGINT, or the task is cancelled.
    /// Requests in flight are answered first, within the settings' `stopSeconds`.
    ///
    /// - Parameters:
    ///   - onListening: called once with the port, when requests are taken.
    ///   - onFirstOwner: called before that when the workspace has no people, with what its first
    ///     owner signs in with: to be shown, not logged.
    /// - Throws: `Fault` `.addressInUse` when the port is taken, `.badRequest` when the host or the
    ///   certificate is not usable.
    public func run(
        onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in },
        onFirstOwner: @Sendable (FirstOwner) -> Void = { _ in }
    ) async throws(Fault) {
        if let owner = try await wiring.workspace?.found() { onFirstOwner(owner) }
        let notes = StartNotes.warnings(wiring.settings) + wiring.channels.warnings
        for warning in notes { logger.warning("\(warning)") }
        try await wiring.channels.start()
        let application = try application(onListening)
        let inbox = await InboxSweep(
            agent: wiring.house.agent, channels: wiring.channels, logger: logger
        ).begin()
        defer { inbox.cancel() }
        var configuration = ServiceGroupConfiguration(
            services: services(application), gracefulShutdownSignals: [.sigterm, .sigint],
            logger: Self.quiet(logger))
        configuration.maximumGracefulShutdownDuration = .seconds(wiring.settings.stopSeconds)
        do {
            try await ServiceGroup(configuration: configuration).run()
            logger.info("Stopped.")
        } catch is CancellationError {
            return
        } catch let fault as Fault {
            throw fault
        } catch {
            throw listenFault(error)
        }
    }

    /// What runs side by side; the last one is stopped first.
    private func services(_ application: any Service) -> [any Service] {
        var services: [any Service] = []
        if let publisher = wiring.house.publisher {
            services.append(PublishingService(publisher: publisher))
        }
        services.append(ReminderService(agent: wiring.house.agent, channels: wiring.channels))
        if let workspace = wiring.workspace {
            services.append(PlanService(house: workspace, logger: logger))
            if let search = workspace.search {
                services.append(IndexService(keeper: search.keeper, logger: logger))
            }
        }
        services += [application, wiring.channels.hub]
        if let server = wiring.modelServer {
            services.append(
                ModelPolling(
                    server: server, shelf: wiring.shelf, fetching: wiring.fetching, logger: logger))
        }
        return services
    }

    private func application(
        _ onListening: @escaping @Sendable (Int) async -> Void
    ) throws(Fault) -> Application<FrontDoor> {
        let settings = wiring.settings
        let door = FrontDoor(
            routes: Site.routes(wiring), access: wiring.access, shelf: wiring.shelf,
            crossOrigin: try CrossOrigin(origins: settings.corsOrigins),
            registry: wiring.registry, limiter: wiring.limiter, proxies: settings.trustedProxies,
            isEncrypted: settings.certificate != nil, api: wiring.api)
        let logger = logger
        return Application(
            responder: door, server: try channels(door),
            configuration: .init(
                address: .hostname(settings.host, port: settings.port), serverName: nil,
                backlog: 512,
                availableConnectionsDelegate: .maximum(
                    ConnectionLimits.connectionsMax, logger: Self.quiet(logger))),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? settings.port
                logger.info("Listening on \(settings.host):\(port).")
                await onListening(port)
            },
            eventLoopGroupProvider: .singleton, logger: Self.quiet(logger))
    }

    /// Hummingbird tells at `info` what we tell ourselves.
    private static func quiet(_ logger: Logger) -> Logger {
        var quiet = logger
        if quiet.logLevel == .info { quiet.logLevel = .notice }
        return quiet
    }

    private func channels(_ door: FrontDoor) throws(Fault) -> HTTPServerBuilder {
        let limits = wiring.settings.connectionLimits ?? ConnectionLimits(wiring.settings)
        let log = Self.quiet(logger)
        let short = ShortDoor(accepts: door.isShort) { request, channel in
            await door.respond(to: request, context: RequestScope(logger: log, channel: channel))
        }
        let plain: HTTPServerBuilder
        if let sockets = wiring.channels.door {
            plain = HTTPServerBuilder { responder in
                UpgradableChannel(
                    responder: responder, limits: limits, short: short, sockets: sockets)
            }
        } else {
            plain = HTTPServerBuilder { responder in
                WatchedChannel(responder: responder, limits: limits, short: short)
            }
        }
        guard let certificate = wiring.settings.certificate else { return plain }
        do {
            return try .tls(plain, tlsConfiguration: try certificate.configuration())
        } catch {
            throw Fault(
                .badRequest, "The certificate or its key cannot be used: \(error).",
                remedy: "Check --ssl-certificate, --ssl-keyfile, --ssl-password, --ssl-ca-file.")
        }
    }

    private func listenFault(_ error: any Error) -> Fault {
        let place = "\(wiring.settings.host):\(wiring.settings.port)"
        switch (error as? IOError)?.errnoCode {
        case EADDRINUSE:
            return Fault(
                .addressInUse, "The address \(place) is taken by another program.",
                remedy: "Stop that program or choose another port with -p.")
        case EACCES, EPERM:
            return Fault(
                .badRequest, "This user may not listen on \(place).",
                remedy: "Choose a port above 1023 with -p.")
        case EADDRNOTAVAIL:
            return Fault(
                .badRequest, "This machine has no address \(wiring.settings.host).",
                remedy: "Choose an address of this machine with -i.")
        default:
            return Fault(.unexpected, "The server stopped: \(error).")
        }
    }
}

extension ServerSettings.Certificate {
    /// The settings of HTTPS.
    fileprivate func configuration() throws -> TLSConfiguration {
        let chain = try NIOSSLCertificate.fromPEMFile(chainFile).map {
            NIOSSLCertificateSource.certificate($0)
        }
        let secret = password.map { Array($0.utf8) } ?? []
        let key = try NIOSSLPrivateKey(file: keyFile, format: .pem) { $0(secret) }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain, privateKey: .privateKey(key))
        if let authorityFile {
            configuration.trustRoots = .certificates(
                try NIOSSLCertificate.fromPEMFile(authorityFile))
        }
        // Shows at once whether the key belongs to the certificate.
        _ = try NIOSSLContext(configuration: configuration)
        return configuration
    }
}
