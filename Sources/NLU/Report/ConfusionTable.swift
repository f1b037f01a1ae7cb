// The confusion matrix as plain text: numbered rows and columns, then the commonest mistakes.

extension ConfusionMatrix {
    /// How many mistakes the text lists below the table.
    static let listedMistakes = 50
    /// How many labels the table may have; with more only the list of mistakes is written.
    static let tableLabels = 400

    /// The matrix as a table for a fixed-width font. Columns carry the numbers of the rows; cells
    /// without examples are a dot. Below it stand the commonest mistakes, at most 50.
    ///
    /// - Parameter title: the line above the table.
    public func table(title: String) -> String {
        var lines = [title, ""]
        if labels.count <= Self.tableLabels { lines += grid + [""] }
        let mistakes = mistakes(limit: Self.listedMistakes)
        lines.append(mistakes.isEmpty ? "No mistakes." : "Commonest mistakes:")
        for cell in mistakes {
            let count = Self.lead(String(cell.count), 6)
            lines.append("\(count)  \(shown(cell.row)) → \(shown(cell.column))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A label as it is shown: no prediction has a name too.
    func shown(_ index: Int) -> String { labels[index].isEmpty ? "(none)" : labels[index] }

    private var grid: [String] {
        let nameWidth = labels.indices.map { shown($0).unicodeScalars.count }.max() ?? 0
        let numberWidth = String(max(labels.count, 1)).count
        let cellWidth = max(numberWidth, String(cells.map(\.count).max() ?? 0).count) + 1
        var lines = ["Rows: what it is. Columns: what was predicted.", ""]
        lines.append(
            Self.lead("", numberWidth + 2 + nameWidth)
                + labels.indices.map { Self.lead(String($0 + 1), cellWidth) }.joined())
        for row in labels.indices {
            var texts = [String](repeating: ".", count: labels.count)
            for cell in self.row(row) { texts[cell.column] = String(cell.count) }
            let name = shown(row)
            let blanks = nameWidth - name.unicodeScalars.count
            lines.append(
                Self.lead(String(row + 1), numberWidth) + "  " + name
                    + String(repeating: " ", count: blanks)
                    + texts.map { Self.lead($0, cellWidth) }.joined())
        }
        return lines
    }

    private static func lead(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.unicodeScalars.count)) + text
    }
}
