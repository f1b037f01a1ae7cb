// Pairs of `*`, `_` and `~~`, after the algorithm of CommonMark 0.31's appendix.

import Vocabulary

/// The runs of delimiters of a text, in order.
struct MarkdownDelimiters {
    /// A run of one delimiter.
    struct Run {
        var scalar: Unicode.Scalar
        /// The item that shows what is left of the run.
        var item: Int
        var count: Int
        var opens: Bool
        var closes: Bool
        /// How long the run was.
        var length = 0
    }

    /// Which runs can't be opened by those below a height of the stack.
    private struct Bottom: Hashable {
        var scalar: Unicode.Scalar
        var remainder: Int
        var opens: Bool
    }

    private var runs: [Run] = []

    /// How many runs there are.
    var count: Int { runs.count }

    mutating func append(_ run: Run) {
        var run = run
        run.length = run.count
        runs.append(run)
    }

    /// Takes the runs from a place on and pairs them; what is left of a run is text again.
    ///
    /// - Returns: the stretches under a mark.
    mutating func matched(
        from bottom: Int, items: inout [MarkdownText.Item]
    ) -> [MarkdownText.Span] {
        var spans: [MarkdownText.Span] = []
        var stack: [Run] = []
        var bottoms: [Bottom: Int] = [:]
        let taken = runs[bottom...]
        runs.removeSubrange(bottom...)
        for var run in taken {
            while run.closes, run.count > 0 {
                let key = Bottom(
                    scalar: run.scalar, remainder: run.length % 3, opens: run.opens)
                let least = min(bottoms[key] ?? 0, stack.count)
                guard let place = stack[least...].lastIndex(where: { Self.match($0, run) }) else {
                    bottoms[key] = stack.count
                    break
                }
                let used = Self.pair(&stack[place], &run)
                spans.append(
                    MarkdownText.Span(
                        start: stack[place].item + 1, end: run.item,
                        mark: Self.mark(run.scalar, used)))
                for opener in stack[(place + 1)...] { Self.show(opener, in: &items) }
                stack.removeSubrange((place + 1)...)
                if stack[place].count == 0 {
                    Self.show(stack[place], in: &items)
                    stack.remove(at: place)
                }
                for (key, value) in bottoms where value > stack.count {
                    bottoms[key] = stack.count
                }
            }
            Self.show(run, in: &items)
            if run.opens, run.count > 0 { stack.append(run) }
        }
        for run in stack { Self.show(run, in: &items) }
        return spans
    }

    private static func match(_ opener: Run, _ closer: Run) -> Bool {
        guard opener.scalar == closer.scalar, opener.opens else { return false }
        // The rule of three.
        let isMixed = opener.closes || closer.opens
        return !isMixed || (opener.length + closer.length) % 3 != 0
            || (opener.length % 3 == 0 && closer.length % 3 == 0)
    }

    /// Takes as many delimiters from both as make one mark.
    private static func pair(_ opener: inout Run, _ closer: inout Run) -> Int {
        let used = opener.count >= 2 && closer.count >= 2 ? 2 : 1
        opener.count -= used
        closer.count -= used
        return used
    }

    private static func mark(_ scalar: Unicode.Scalar, _ used: Int) -> DocumentMark {
        scalar == "~" ? DocumentMark(.strike) : DocumentMark(used == 2 ? .bold : .italic)
    }

    private static func show(_ run: Run, in items: inout [MarkdownText.Item]) {
        items[run.item] = .text(String(repeating: Character(run.scalar), count: run.count))
    }
}
