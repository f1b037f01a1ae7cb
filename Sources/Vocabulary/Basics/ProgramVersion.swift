// Which program this is, and which Rasa it stands in for.

/// Versions told to clients and people.
public enum ProgramVersion {
    /// This program's version.
    public static let martlet = "0.1.0"
    /// The version of Rasa whose edges are served; told by `/` and `/version`.
    public static let rasa = "3.6.21"
}
