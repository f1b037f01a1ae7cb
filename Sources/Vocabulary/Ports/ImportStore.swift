// Where imports are carried out and undone.

/// Carries out imports.
public protocol ImportStore: Sendable {
    /// Does everything that an import shall do, in one transaction: all of it or nothing. What is
    /// there already is not written again; when nothing was written, no import is recorded.
    ///
    /// A text that people changed since the last import of the article is joined with the file by
    /// `merge`; where both changed the same, the item is refused and the others go on.
    ///
    /// - Parameter progress: told how many articles are done, inside the transaction.
    /// - Returns: an item for each text, in the plan's order.
    /// - Throws: `Fault` `.conflict` for a taken id of the import, `.storage`, `.cancelled`.
    func carryOut(
        _ plan: ImportPlan,
        merge:
            @escaping @Sendable (
                _ base: ArticleContent, _ current: ArticleContent, _ yours: ArticleContent
            ) -> MergeResult,
        progress: @escaping @Sendable (Int) -> Void
    ) async throws(Fault) -> [ImportedItem]

    /// Undoes an import in one transaction: articles it made go to the bin, texts it changed get a
    /// revision that says what they said before, what visitors see and the settings go back. What
    /// somebody changed since stays. Undoing twice does nothing the second time.
    ///
    /// - Throws: `Fault` `.notFound` for an unknown import, `.storage`.
    func undoImport(
        _ id: String, by person: String, at time: Double
    ) async throws(Fault) -> ImportUndoing

    /// The imports, newest first, those before the import `before`, at most `limit`.
    func imports(before: String?, limit: Int) async throws(Fault) -> [ImportRecord]

    /// An import; `nil` for an unknown one.
    func importRecord(_ id: String) async throws(Fault) -> ImportRecord?
}
