// Services that one room calls and another provides.

/// Turns text into meaning.
public protocol MessageParser: Sendable {
    /// Understands one text. Never fails: what cannot be understood has no intent.
    ///
    /// - Parameter text: as the user wrote it; longer than `Limits.messageScalars` is understood by
    ///   its beginning, and the whole text is returned.
    func parse(_ text: String) async -> ParsedMessage
}

/// Which way a call goes, and whom it trusts there.
public struct FetchRoute: Sendable, Hashable {
    /// The HTTP proxy to go through, as `http://[user:password@]host[:port]`; `nil` for none.
    public var proxy: String?
    /// A PEM file of the authorities that an HTTPS server must be certified by; `nil` for those of
    /// the system.
    public var authorityFile: String?

    /// A way; straight and with the system's authorities unless said otherwise.
    public init(proxy: String? = nil, authorityFile: String? = nil) {
        self.proxy = proxy
        self.authorityFile = authorityFile
    }
}

/// One HTTP call to make.
public struct FetchRequest: Sendable, Hashable {
    /// `GET`, `POST`, …
    public var method: String
    /// The absolute address.
    public var url: String
    /// Header names and values.
    public var headers: [(name: String, value: String)]
    /// The body; empty for none.
    public var body: [UInt8]
    /// How long the whole call may take, in milliseconds.
    public var timeoutMs: Int
    /// How large an answer may be, in bytes.
    public var answerBytesMax: Int
    /// Whether the address came from outside (a request), so that it must pass the outbound guard.
    public var isChosenByCaller: Bool
    /// The way it goes; only settings choose one, never a request.
    public var route: FetchRoute

    /// A call.
    public init(
        method: String = "GET", url: String, headers: [(name: String, value: String)] = [],
        body: [UInt8] = [], timeoutMs: Int = 10_000, answerBytesMax: Int = 16 << 20,
        isChosenByCaller: Bool = false, route: FetchRoute = FetchRoute()
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeoutMs = timeoutMs
        self.answerBytesMax = answerBytesMax
        self.isChosenByCaller = isChosenByCaller
        self.route = route
    }

    /// Equal when every part is.
    public static func == (left: FetchRequest, right: FetchRequest) -> Bool {
        left.method == right.method && left.url == right.url && left.body == right.body
            && left.headers.elementsEqual(right.headers, by: ==)
            && left.timeoutMs == right.timeoutMs && left.answerBytesMax == right.answerBytesMax
            && left.isChosenByCaller == right.isChosenByCaller && left.route == right.route
    }

    /// Hashes what tells calls apart.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(method)
        hasher.combine(url)
        hasher.combine(body)
    }
}

/// The answer to a call.
public struct FetchAnswer: Sendable {
    /// The HTTP status.
    public var status: Int
    /// Header names (lower case) and values.
    public var headers: [(name: String, value: String)]
    /// The body.
    public var body: [UInt8]

    /// An answer.
    public init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first value of a header, by its name in any case.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}

/// Makes HTTP calls.
public protocol HTTPFetching: Sendable {
    /// Makes one call and returns whatever status came back.
    ///
    /// - Throws: `Fault` `.peerFailed` when no answer came in time, `.tooLarge` when the answer is
    ///   larger than allowed, `.addressRefused` when the outbound guard forbids the address.
    func fetch(_ request: FetchRequest) async throws(Fault) -> FetchAnswer
}
