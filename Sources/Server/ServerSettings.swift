// Everything `martlet run` may be told about serving, as one plain value.

import Accounts
import Foundation
public import TrainingData
public import Vocabulary

/// How the server listens, whom it trusts and what it may call.
public struct ServerSettings: Sendable {
    /// The certificate and key of HTTPS (`--ssl-*`).
    public struct Certificate: Sendable {
        /// PEM file with the certificate chain.
        public var chainFile: String
        /// PEM file with the private key.
        public var keyFile: String
        /// The key's password, if it has one.
        public var password: String?
        /// PEM file with the authorities that clients' certificates are checked against.
        public var authorityFile: String?

        /// A certificate.
        public init(
            chainFile: String, keyFile: String, password: String? = nil,
            authorityFile: String? = nil
        ) {
            self.chainFile = chainFile
            self.keyFile = keyFile
            self.password = password
            self.authorityFile = authorityFile
        }
    }

    /// The address to listen on (`-i`).
    public var host = "0.0.0.0"
    /// The port to listen on; 0 lets the system choose (`-p`).
    public var port = 5005
    /// Origins that browsers may call from; `*` for all (`--cors`).
    public var corsOrigins: [String] = []
    /// The shared token (`--auth-token`).
    public var authToken: String?
    /// The secret, or public key, of JSON web tokens (`--jwt-secret`).
    public var jwtSecret: String?
    /// How JSON web tokens are signed (`--jwt-method`).
    public var jwtMethod = "HS256"
    /// Whether the HTTP API is served, or only `/` and the channels (`--enable-api`).
    public var isAPIEnabled = false
    /// A model file or a folder of models (`-m`); `nil` starts without a model.
    public var modelPath: String?
    /// The folder that trained models are kept in.
    public var modelsFolder = "models"
    /// What relative paths of stores are relative to, where `.martlet/` is as well; empty for the
    /// working folder of the process.
    public var workingFolder = ""
    /// What the environment says about running.
    public var environment = ServerEnvironment()
    /// `endpoints.yml` as read.
    public var endpoints: JSONValue = .null
    /// `credentials.yml` as read.
    public var credentials: JSONValue = .null
    /// The only channel to start (`--connector`).
    public var connector: String?
    /// How long an answer may take, in seconds (`--response-timeout`).
    public var responseTimeoutSeconds = 3600
    /// How long a request may take to arrive, in seconds (`--request-timeout`).
    public var requestTimeoutSeconds = 300
    /// HTTPS; `nil` serves plain HTTP.
    public var certificate: Certificate?
    /// What requests may make the server call (`network:` in `martlet.yml`).
    public var network = NetworkSettings()
    /// Whether the project has a `martlet.yml`, and with it people, articles and `/api/v1`.
    public var hasWorkspace = false
    /// How conversations ask the knowledge base (`knowledge_base:` in `martlet.yml`).
    public var knowledge: KnowledgeSettings?
    /// The proxies that are believed about their clients (`--trusted-proxies`).
    public var trustedProxies = TrustedProxies.none
    /// How many messages a sender and an address may send (`limits:` in `martlet.yml`).
    public var rateLimits = RateLimits()
    /// How long requests in flight may go on after the signal to stop, in seconds.
    public var stopSeconds = 30

    /// What answers from the knowledge base in the place of the search; for tests.
    var answering: (any KnowledgeAnswering)?
    /// Whether answers of `/api/v1` are held against its document; for tests.
    var checksAnswers = false
    /// The clock, in seconds since 1970; for tests.
    var now: @Sendable () -> Double = { Date().timeIntervalSince1970 }
    /// How passwords of people are hashed; for tests.
    var passwordCost = PasswordCost.standard

    /// The bounds of connections, where they differ from those the timeouts above give.
    var connectionLimits: ConnectionLimits?

    /// The defaults of `rasa run`.
    public init() {}

    /// Whether only programs on the same machine can reach the server.
    public var listensOnLoopbackOnly: Bool {
        host == "localhost" || AddressRange.isLoopback(host)
    }
}

/// What a request may make the server call.
public struct NetworkSettings: Sendable, Equatable {
    /// Whether private, loopback and link-local addresses may be called.
    public var allowsPrivateAddresses = false
    /// Hosts that may be called whatever their address is, in lower case.
    public var allowedHosts: [String] = []

    /// Only public addresses.
    public init(allowsPrivateAddresses: Bool = false, allowedHosts: [String] = []) {
        self.allowsPrivateAddresses = allowsPrivateAddresses
        self.allowedHosts = allowedHosts.map { $0.lowercased() }
    }

    /// Reads `network:` of `martlet.yml`: `allow_private_addresses` and `allow`.
    public init(_ value: JSONValue) {
        self.init(
            allowsPrivateAddresses: value["allow_private_addresses"]?.bool ?? false,
            allowedHosts: (value["allow"]?.array ?? []).compactMap(\.string))
    }
}
