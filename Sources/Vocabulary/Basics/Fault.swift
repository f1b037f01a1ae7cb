// What the world did to us: a typed failure with a code, turned into an HTTP answer in one place.

/// A failure of the world: a file that cannot be read, a peer that does not answer, a request that
/// cannot be served. What a person wrote wrongly is a `Diagnostic`, not a `Fault`.
public struct Fault: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of failure; stable, used by callers to decide and by the server to answer.
    public enum Code: String, Sendable, CaseIterable {
        /// A file or folder is not there.
        case notFound
        /// A file exists and cannot be read or written, or is no regular file.
        case unreadable
        /// A model file is damaged or is not one of ours.
        case modelCorrupt
        /// A model file was written by another version of the format.
        case modelVersion
        /// No model is loaded.
        case noModel
        /// The disk is full or a file could not be written whole.
        case cannotSave
        /// Input is larger than a limit.
        case tooLarge
        /// Too much work is waiting already.
        case busy
        /// A peer did not answer, or answered with an error.
        case peerFailed
        /// An address that must not be called.
        case addressRefused
        /// The work was stopped on request.
        case cancelled
        /// A caller's argument cannot be served.
        case badRequest
        /// Whoever asks may not do this.
        case notAllowed
        /// The address to listen on is taken.
        case addressInUse
        /// A store of conversations or records can't be read or written.
        case storage
        /// A conversation did not become free in time.
        case lockTimeout
        /// What is wanted contradicts how things are: a taken name, a change by somebody else.
        case conflict
        /// Anything else; a defect when it is seen.
        case unexpected
    }

    /// The kind of failure.
    public let code: Code
    /// One sentence for a person: what failed and where.
    public let message: String
    /// What to do about it, if there is something to do.
    public let remedy: String?

    /// A failure of the world.
    public init(_ code: Code, _ message: String, remedy: String? = nil) {
        self.code = code
        self.message = message
        self.remedy = remedy
    }

    /// The message, with the remedy behind it.
    public var description: String { remedy.map { "\(message) \($0)" } ?? message }
}
