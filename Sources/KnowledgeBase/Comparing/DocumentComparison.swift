// What differs between two documents.

import Vocabulary

/// A stretch of words and what became of it.
public struct WordChange: Sendable, Hashable {
    /// What became of it.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Nothing.
        case same
        /// It is new.
        case added
        /// It is gone.
        case removed
        /// Its words stayed and its marks changed.
        case marked
    }

    /// What became of it.
    public var kind: Kind
    /// The words, with the blanks between them.
    public var text: String
    /// The marks it has; those it had when it is gone.
    public var marks: [DocumentMark]
    /// The marks it had, when they changed.
    public var oldMarks: [DocumentMark]?
}

/// A block and what became of it.
public struct BlockChange: Sendable, Hashable {
    /// What became of it.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Nothing.
        case same
        /// It is new.
        case added
        /// It is gone.
        case removed
        /// It stands elsewhere.
        case moved
        /// What is in it changed.
        case changed
    }

    /// What became of it.
    public var kind: Kind
    /// Whether it stands elsewhere, besides having changed.
    public var isMoved = false
    /// Where it stood, as a JSON pointer; `nil` when it is new.
    public var oldPointer: String?
    /// Where it stands; `nil` when it is gone.
    public var newPointer: String?
    /// What it was; `nil` when it is new.
    public var old: DocumentNode?
    /// What it is; `nil` when it is gone.
    public var new: DocumentNode?
    /// The names of attributes that changed.
    public var attributes: [String] = []
    /// The words of a changed block of text.
    public var words: [WordChange] = []
    /// The blocks of a changed block of blocks: list items, rows, cells.
    public var inside: [BlockChange] = []

    init(_ kind: Kind) { self.kind = kind }
}

/// What differs between two documents.
public struct DocumentComparison: Sendable, Hashable {
    /// The top blocks, in the order of the new document; what is gone stands where it was.
    public var blocks: [BlockChange]

    /// Compares two documents.
    ///
    /// Top blocks that are equal belong together; of the others, those that are alike are one that
    /// changed, and what is equal elsewhere has moved. Inside a changed block the same is done with
    /// what it holds, down to the words.
    ///
    /// - Complexity: O(n log n) for documents that are much alike, bounded by the limits of
    ///   `SequenceMatch` for others.
    public init(_ old: DocumentNode, _ new: DocumentNode) {
        blocks = BlockMatcher(oldPointer: "", newPointer: "").changes(old.content, new.content)
    }

    /// Whether nothing differs.
    public var isEmpty: Bool { blocks.allSatisfy { $0.kind == .same } }

    /// How many top blocks became what.
    public func count(_ kind: BlockChange.Kind) -> Int {
        blocks.count { $0.kind == kind || (kind == .moved && $0.isMoved) }
    }
}
