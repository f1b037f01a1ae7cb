// Finds the name a person probably meant.

/// The nearest of some names.
enum NearestName {
    /// The name with the fewest edits (insertions, deletions, replacements, swaps of neighbours;
    /// upper and lower case alike) from `name`, if these are at most a third of its length; of
    /// equally near ones the first.
    static func of(_ name: String, among names: [String]) -> String? {
        let wanted = Array(name.lowercased().unicodeScalars.prefix(lengthMax))
        let ranked = names.map { (name: $0, edits: edits(wanted, $0)) }
        guard let best = ranked.min(by: { $0.edits < $1.edits }) else { return nil }
        return best.edits <= max(1, wanted.count / 3) ? best.name : nil
    }

    /// How much of a name is compared, in Unicode scalars.
    private static let lengthMax = 100

    private static func edits(_ left: [Unicode.Scalar], _ text: String) -> Int {
        let right = Array(text.lowercased().unicodeScalars.prefix(lengthMax))
        var rows = [Array(0...right.count)]
        for row in 1...max(1, left.count) where row <= left.count {
            var current = [row]
            for column in 1...max(1, right.count) where column <= right.count {
                let isSame = left[row - 1] == right[column - 1]
                var best = min(
                    rows[row - 1][column] + 1, current[column - 1] + 1,
                    rows[row - 1][column - 1] + (isSame ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2],
                    left[row - 2] == right[column - 1]
                {
                    best = min(best, rows[row - 2][column - 2] + 1)
                }
                current.append(best)
            }
            rows.append(current)
        }
        return rows[left.count][right.count]
    }
}
