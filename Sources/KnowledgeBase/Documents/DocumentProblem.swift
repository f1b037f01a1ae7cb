// What is wrong with a document that was sent in.

/// One thing wrong with a document.
public struct DocumentProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of problems; stable, for programs.
    public enum Code: String, Sendable, CaseIterable {
        /// It is no JSON object where one must stand, or a member has the wrong type.
        case form = "document.form"
        /// A kind of node or mark that there is not.
        case unknownKind = "document.unknown-kind"
        /// A node that may not stand where it stands.
        case misplaced = "document.misplaced"
        /// A node without what it must hold.
        case incomplete = "document.incomplete"
        /// An attribute that there is not, or that is missing.
        case attribute = "document.attribute"
        /// A value outside its range.
        case range = "document.range"
        /// An address that may not be linked to.
        case address = "document.address"
        /// The document is too deep, has too many nodes or too much text.
        case tooLarge = "document.too-large"
    }

    /// The kind of problem.
    public var code: Code
    /// Where, as a JSON pointer into the document (RFC 6901); empty for the whole.
    public var pointer: String
    /// What is wrong and what would be right, as a sentence.
    public var message: String

    /// A problem.
    public init(_ code: Code, at pointer: String, _ message: String) {
        self.code = code
        self.pointer = pointer
        self.message = message
    }

    /// The message with its place.
    public var description: String { "\(pointer.isEmpty ? "/" : pointer): \(message)" }
}

/// Everything wrong with a document.
public struct DocumentProblems: Error, Sendable, Hashable, CustomStringConvertible {
    /// The problems in reading order, at most `DocumentLimits.problems`.
    public var list: [DocumentProblem]

    /// Problems.
    public init(_ list: [DocumentProblem]) { self.list = list }

    /// One line a problem.
    public var description: String { list.map(\.description).joined(separator: "\n") }
}
