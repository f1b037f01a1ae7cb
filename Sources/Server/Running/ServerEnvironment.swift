// What environment variables say about running: Rasa's names.

import Assistant
public import Vocabulary

/// The environment variables that change how conversations are led.
///
/// - Note: rasa/core/constants.py, rasa/core/lock_store.py (3.6.21).
public struct ServerEnvironment: Sendable, Hashable {
    /// The most actions that may be asked for to follow one message.
    static let predictionsBound = 1_000
    /// The longest life of a lock that may be asked for, in seconds.
    static let lifetimeBound = 86_400.0

    /// How many actions may follow one message (`MAX_NUMBER_OF_PREDICTIONS`).
    public var predictionsMax = ModelOpener.predictionsMax
    /// How long a message waits for those before it, in seconds (`TICKET_LOCK_LIFETIME`).
    public var ticketLifetimeSeconds = ConversationLocks.lifetimeSeconds
    /// Whether calls of the action server are compressed (`COMPRESS_ACTION_SERVER_REQUEST`).
    public var compressesActionCalls = false

    /// What holds when nothing is set.
    public init() {}

    /// Reads the variables.
    ///
    /// - Throws: `Fault` `.badRequest` for one that is no number or out of bounds.
    public init(_ variables: [String: String]) throws(Fault) {
        if let text = variables["MAX_NUMBER_OF_PREDICTIONS"], !text.isEmpty {
            guard let number = Int(text), (1...Self.predictionsBound).contains(number) else {
                throw Self.fault(
                    "MAX_NUMBER_OF_PREDICTIONS", text,
                    "a whole number from 1 to \(Self.predictionsBound)")
            }
            predictionsMax = number
        }
        if let text = variables["TICKET_LOCK_LIFETIME"], !text.isEmpty {
            guard let seconds = Double(text), seconds > 0, seconds <= Self.lifetimeBound else {
                throw Self.fault(
                    "TICKET_LOCK_LIFETIME", text,
                    "a number of seconds above 0, at most \(Int(Self.lifetimeBound))")
            }
            ticketLifetimeSeconds = seconds
        }
        compressesActionCalls =
            variables["COMPRESS_ACTION_SERVER_REQUEST"]?.lowercased() == "true"
    }

    private static func fault(_ name: String, _ text: String, _ wanted: String) -> Fault {
        Fault(
            .badRequest, "The environment variable \(name) is '\(text)'.",
            remedy: "It must be \(wanted).")
    }
}
