// Why a request is not served.

import Vocabulary

/// Why a request is not served; answered as the framework's errors are.
struct ChannelRefusal: Error, Sendable, Equatable {
    /// The HTTP status.
    let status: Int
    /// A sentence for a person.
    let message: String

    /// The body is no JSON.
    static let badJSON = ChannelRefusal(status: 400, message: "Failed when parsing body as json")
    /// The body is JSON of another form than the platform's.
    static let malformed = ChannelRefusal(
        status: 400, message: "The body lacks what a message needs")
    /// What Rasa answers where it runs into an exception that clients know.
    static let defect = ChannelRefusal(
        status: 500,
        message: "The server encountered an internal error and cannot complete your request.")
    /// No or bad credentials.
    static let unauthorized = ChannelRefusal(status: 401, message: "Unauthorized")
    /// A signature that one of our own credentials asks for is missing or bad.
    static let unsigned = ChannelRefusal(
        status: 403, message: "The request is not signed as this channel asks")
    /// The platform did not give what is needed to read the message.
    static let peer = ChannelRefusal(status: 502, message: "The platform did not answer")

    /// The refusal as a reception.
    var reception: ChannelReception { .failure(status: status, message: message) }
}
