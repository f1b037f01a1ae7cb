// What the HTTP API reads of conversations.

public import Dialogue
public import Vocabulary

extension Agent {
    /// A conversation with all its sessions. An unknown one begins with a session that is not
    /// stored.
    ///
    /// - Parameter until: only what happened up to then, in seconds since 1970.
    /// - Throws: `Fault` `.noModel`, `.storage`.
    /// - Complexity: O(n) for n events of the conversation.
    public func tracker(_ id: String, until: Double? = nil) async throws(Fault) -> Tracker {
        let served = try served()
        let events = try await store.events(of: id, .all) ?? []
        var tracker = Tracker(id, domain: served.engine.domain, replaying: events)
        if events.isEmpty {
            await served.engine.startSession(
                &tracker, metadata: nil, world: world, sink: HeldReplies())
        }
        return until.map(tracker.until) ?? tracker
    }

    /// The stored events of a conversation; `nil` for an unknown one.
    ///
    /// - Throws: `Fault` `.storage`.
    public func events(of id: String) async throws(Fault) -> [Event]? {
        try await store.events(of: id, .all)
    }

    /// A known conversation as test stories in YAML.
    ///
    /// - Parameters:
    ///   - until: only what happened up to then, in seconds since 1970.
    ///   - allSessions: whether earlier sessions are told as well, each as a story of its own.
    /// - Throws: `Fault` `.notFound` for an unknown conversation, `.noModel`, `.storage`.
    public func story(
        of id: String, until: Double? = nil, allSessions: Bool = false
    ) async throws(Fault) -> String {
        let served = try served()
        guard let events = try await store.events(of: id, allSessions ? .all : .latestSession)
        else { throw Fault(.notFound, "Conversation ID not found.") }
        let tracker = Tracker(id, domain: served.engine.domain, replaying: events)
        return (until.map(tracker.until) ?? tracker).story(splittingSessions: allSessions)
    }

    /// What the policies would do next in a known conversation; nothing is run. A session that
    /// expired is begun anew, as in Rasa.
    ///
    /// - Throws: `Fault` `.notFound` for an unknown conversation, `.unexpected` with a model that
    ///   only understands messages, `.noModel`, `.storage`.
    public func predict(
        _ id: String
    ) async throws(Fault) -> (prediction: PolicyPrediction, tracker: Tracker) {
        try await requireKnown(id)
        let world = world
        return try await change(try locks.ticket(id)) {
            (tracker, served) async throws(Fault) in
            await served.engine.startSession(
                &tracker, metadata: nil, world: world, sink: HeldReplies())
            guard served.predicts else {
                throw Fault(
                    .unexpected, "The model '\(served.model.fileName)' predicts no actions.",
                    remedy: "Train one with stories or rules: `martlet train`.")
            }
            return (served.engine.scores(tracker), tracker)
        }
    }

    /// The channel of the last message of a conversation; `nil` when there is none.
    ///
    /// - Throws: `Fault` `.storage`.
    public func latestInputChannel(of id: String) async throws(Fault) -> String? {
        for event in (try await store.events(of: id, .latestSession) ?? []).reversed() {
            if case .user(let user) = event.content { return user.inputChannel }
        }
        return nil
    }

    /// Makes sure that something is stored of a conversation.
    ///
    /// - Throws: `Fault` `.notFound` for an unknown conversation, `.storage`.
    public func requireKnown(_ id: String) async throws(Fault) {
        guard try await store.events(of: id, .latestSession) != nil else {
            throw Fault(.notFound, "Conversation ID not found.")
        }
    }
}
