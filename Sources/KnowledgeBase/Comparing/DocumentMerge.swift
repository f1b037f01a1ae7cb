// Two changes of one document, joined block by block.

public import Vocabulary

/// A three-way merge.
///
/// Blocks that only one side changed are taken from that side, what both added at one place stands
/// one after the other, and a list or table that both changed is joined item by item and cell by
/// cell. Where both changed the same block in different ways there is a conflict: nothing is ever
/// left out silently.
public struct DocumentMerge {
    /// A place where the two changes contradict each other.
    struct Conflict {
        var base: [DocumentNode]
        var current: [DocumentNode]
        var yours: [DocumentNode]
    }

    private var conflicts: [Conflict] = []

    /// Joins two changes of what an article says.
    ///
    /// - Complexity: that of comparing both documents with the base.
    public static func merge(
        base: ArticleContent, current: ArticleContent, yours: ArticleContent
    ) -> MergeResult {
        var conflicts: [EditConflict] = []
        func field(_ part: String, _ base: String, _ current: String, _ yours: String) -> String {
            if current == base || current == yours { return yours }
            if yours == base { return current }
            conflicts.append(
                EditConflict(
                    part: part, base: [.string(base)], current: [.string(current)],
                    yours: [.string(yours)]))
            return current
        }
        var merged = current
        merged.title = field("title", base.title, current.title, yours.title)
        merged.summary = field("summary", base.summary, current.summary, yours.summary)
        merged.questions = lines(base.questions, current.questions, yours.questions)
        do {
            let documents = try [base, current, yours].map {
                try DocumentNode(document: $0.document)
            }
            var merge = DocumentMerge()
            let blocks = merge.blocks(
                documents[0].content, documents[1].content, documents[2].content)
            conflicts += merge.conflicts.map(conflict)
            let document = try DocumentNode(.doc, [:], blocks).canonical().anchored()
            merged.document = document.json
            merged.text = document.derivedText
            merged.attachments = document.attachments
        } catch {
            conflicts.append(
                EditConflict(
                    part: "document", base: [base.document], current: [current.document],
                    yours: [yours.document]))
        }
        return conflicts.isEmpty ? .merged(merged) : .conflicts(conflicts)
    }

    private static func conflict(_ conflict: Conflict) -> EditConflict {
        EditConflict(
            part: "document", base: conflict.base.map(\.json),
            current: conflict.current.map(\.json),
            yours: conflict.yours.map(\.json))
    }

    /// Lines as a set in an order: what either side added is there, what either removed is not.
    private static func lines(
        _ base: [String], _ current: [String], _ yours: [String]
    ) -> [String] {
        let removed = Set(base).subtracting(yours)
        let kept = current.filter { !removed.contains($0) }
        let known = Set(base).union(kept)
        return kept + yours.filter { !known.contains($0) }
    }

    // MARK: - Blocks

    /// The blocks of one list in three versions, joined.
    mutating func blocks(
        _ base: [DocumentNode], _ current: [DocumentNode], _ yours: [DocumentNode]
    ) -> [DocumentNode] {
        if current == base || current == yours { return yours }
        if yours == base { return current }
        let ofCurrent = Self.partners(base, current)
        let ofYours = Self.partners(base, yours)
        var result: [DocumentNode] = []
        var (start, currentStart, yoursStart) = (0, 0, 0)
        // Blocks that stayed on both sides part the lists into stretches.
        for index in 0...base.count {
            var (currentEnd, yoursEnd) = (current.count, yours.count)
            if index < base.count {
                guard let one = ofCurrent[index], let other = ofYours[index] else { continue }
                (currentEnd, yoursEnd) = (one, other)
            }
            result += stretch(
                Array(base[start..<index]), Array(current[currentStart..<currentEnd]),
                Array(yours[yoursStart..<yoursEnd]))
            if index < base.count { result.append(base[index]) }
            (start, currentStart, yoursStart) = (index + 1, currentEnd + 1, yoursEnd + 1)
        }
        return result
    }

    private static func partners(_ base: [DocumentNode], _ other: [DocumentNode]) -> [Int: Int] {
        var partners: [Int: Int] = [:]
        for pair in SequenceMatch.pairs(base, other) { partners[pair.old] = pair.new }
        return partners
    }

    /// A stretch in which nothing stayed on both sides.
    private mutating func stretch(
        _ base: [DocumentNode], _ current: [DocumentNode], _ yours: [DocumentNode]
    ) -> [DocumentNode] {
        if current == base || current == yours { return yours }
        if yours == base { return current }
        if base.isEmpty { return current + yours.filter { !current.contains($0) } }
        if base.count == current.count, base.count == yours.count {
            return zip(base, zip(current, yours)).map { node($0, $1.0, $1.1) }
        }
        // Both kept the stretch's blocks in their way and added at its end or beginning.
        if let joined = addedAtEdge(base, current, yours) { return joined }
        conflicts.append(Conflict(base: base, current: current, yours: yours))
        return current
    }

    /// One side changed blocks without adding any, the other only added before or after.
    private mutating func addedAtEdge(
        _ base: [DocumentNode], _ current: [DocumentNode], _ yours: [DocumentNode]
    ) -> [DocumentNode]? {
        func added(_ other: [DocumentNode]) -> (before: [DocumentNode], after: [DocumentNode])? {
            guard other.count > base.count else { return nil }
            let extra = other.count - base.count
            if Array(other.prefix(base.count)) == base { return ([], Array(other.suffix(extra))) }
            if Array(other.suffix(base.count)) == base { return (Array(other.prefix(extra)), []) }
            return nil
        }
        if yours.count == base.count, let (before, after) = added(current) {
            return before + yours + after
        }
        if current.count == base.count, let (before, after) = added(yours) {
            return before + current + after
        }
        return nil
    }

    /// One block in three versions.
    private mutating func node(
        _ base: DocumentNode, _ current: DocumentNode, _ yours: DocumentNode
    ) -> DocumentNode {
        if current == base || current == yours { return yours }
        if yours == base { return current }
        guard base.kind == current.kind, base.kind == yours.kind, Self.holdsBlocks(base) else {
            conflicts.append(Conflict(base: [base], current: [current], yours: [yours]))
            return current
        }
        let before = conflicts.count
        var result = current
        for name in Set(current.attributes.keys).union(yours.attributes.keys)
            .union(base.attributes.keys)
        {
            let (one, two, three) = (
                base.attributes[name], current.attributes[name], yours.attributes[name]
            )
            if two == one || two == three {
                result.attributes[name] = three
            } else if three != one {
                conflicts.append(Conflict(base: [base], current: [current], yours: [yours]))
                return current
            }
        }
        result.content = blocks(base.content, current.content, yours.content)
        // A block is shown whole where it is contradicted inside.
        guard conflicts.count == before else {
            conflicts.removeSubrange(before...)
            conflicts.append(Conflict(base: [base], current: [current], yours: [yours]))
            return current
        }
        return result
    }

    private static func holdsBlocks(_ node: DocumentNode) -> Bool {
        switch DocumentSchema.content(of: node.kind) {
        case .blocks, .paragraphFirst, .some, .exactly: true
        default: false
        }
    }
}

extension DocumentNode {
    /// The content hashes of the attachments that the document names, in rising order.
    public var attachments: [String] {
        var found: Set<String> = []
        collectAttachments(&found)
        return found.sorted()
    }

    private func collectAttachments(_ found: inout Set<String>) {
        let addresses = [attributes["src"]] + marks.map { $0.attributes["href"] }
        for address in addresses.compactMap({ $0?.string }) {
            if let hash = DocumentAddress.attachment(address) { found.insert(hash) }
        }
        for node in content { node.collectAttachments(&found) }
    }
}
