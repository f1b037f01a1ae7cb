// Where the parts of a project lie on disk.

public import Foundation

/// The paths of a project's parts.
public struct ProjectLayout: Sendable {
    /// Parts that can be read.
    public struct Parts: OptionSet, Sendable {
        /// The parts as bits.
        public let rawValue: Int
        /// Parts from their bits.
        public init(rawValue: Int) { self.rawValue = rawValue }
        /// NLU data.
        public static let nlu = Parts(rawValue: 1)
        /// The domain.
        public static let domain = Parts(rawValue: 2)
        /// Stories and rules.
        public static let stories = Parts(rawValue: 4)
        /// Test stories.
        public static let tests = Parts(rawValue: 8)
        /// `endpoints.yml` and `credentials.yml`.
        public static let services = Parts(rawValue: 16)
        /// What training the NLU needs.
        public static let trainingNLU: Parts = [.nlu, .domain]
        /// Everything.
        public static let all: Parts = [.nlu, .domain, .stories, .tests, .services]
    }

    /// The folder that relative paths start from and that findings leave out of file names.
    public var folder: URL
    /// The configuration.
    public var config = "config.yml"
    /// Domain files and folders. A missing one is an error, except for the standard.
    public var domain = ["domain.yml"]
    /// Files and folders with NLU data, stories and rules.
    public var data = ["data"]
    /// Files and folders with test stories.
    public var tests = ["tests"]
    /// Where other services are.
    public var endpoints = "endpoints.yml"
    /// The channels.
    public var credentials = "credentials.yml"
    /// Martlet's own settings.
    public var martlet = "martlet.yml"
    /// What shall be read; the configuration and `martlet.yml` always are.
    public var parts = Parts.all

    /// The layout every Rasa project has, in a folder.
    public init(folder: URL) { self.folder = folder }
}
