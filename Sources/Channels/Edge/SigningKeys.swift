// Keys that platforms publish, fetched once and again when they may have changed.

import Vocabulary

/// A platform's keys by their id. Several callers that need a fetch at once share it.
actor SigningKeys {
    /// How long fetched keys are used, in seconds.
    static let lifetimeSeconds = 86_400.0
    /// How soon an unknown key's id may make us fetch again, in seconds: strangers choose ids.
    static let retrySeconds = 60.0

    private let now: @Sendable () -> Double
    private let load: @Sendable () async -> [String: TokenKey]?
    private var keys: [String: TokenKey] = [:]
    private var fetched = -Double.infinity
    private var tried = -Double.infinity
    private var running: Task<[String: TokenKey]?, Never>?

    /// Keys.
    ///
    /// - Parameter load: fetches all keys; `nil` when that fails.
    init(
        now: @escaping @Sendable () -> Double,
        load: @escaping @Sendable () async -> [String: TokenKey]?
    ) {
        self.now = now
        self.load = load
    }

    /// The key of an id.
    func key(_ id: String) async -> TokenKey? {
        let time = now()
        let isOld = time - fetched > Self.lifetimeSeconds
        if isOld || keys[id] == nil, time - tried >= Self.retrySeconds { _ = await fetch() }
        return keys[id]
    }

    /// Forgets nothing, fetches again unless that was just tried.
    func renew() async {
        if now() - tried >= Self.retrySeconds { _ = await fetch() }
    }

    /// Fetches the keys; old ones are kept when that fails.
    ///
    /// - Returns: whether it worked.
    func fetch() async -> Bool {
        tried = now()
        let task = running ?? Task { [load] in await load() }
        running = task
        let loaded = await task.value
        running = nil
        guard let loaded else { return false }
        keys = loaded
        fetched = tried
        return true
    }
}
