// Sends the connectors' calls somewhere else, for tests without the platforms.

public import Vocabulary

/// Calls `https://HOST/PATH` at `BASE/HOST/PATH` instead; other addresses are left alone.
public struct CloudRedirection: HTTPFetching {
    /// The environment variable that holds the base.
    public static let variable = "MARTLET_CLOUD_BASE"

    private let base: String
    private let inner: any HTTPFetching

    /// A redirection.
    ///
    /// - Parameters:
    ///   - base: the value of `variable`, such as `http://127.0.0.1:5099/cloud`.
    ///   - inner: what makes the calls.
    public init(base: String, around inner: any HTTPFetching) {
        self.base = base.hasSuffix("/") ? String(base.dropLast()) : base
        self.inner = inner
    }

    /// What to say at start when the variable is set.
    public var warning: String {
        "\(Self.variable) is set: the connectors' calls to https:// addresses go to \(base)."
    }

    /// Makes one call.
    ///
    /// - Throws: what the inner fetcher throws.
    public func fetch(_ request: FetchRequest) async throws(Fault) -> FetchAnswer {
        var request = request
        if request.url.hasPrefix("https://") {
            request.url = base + "/" + request.url.dropFirst("https://".count)
        }
        return try await inner.fetch(request)
    }
}
