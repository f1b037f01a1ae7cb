// Scores of several settings by how much each learned from, ready to be drawn.

/// What compared settings reached.
public struct ComparisonCurves: Sendable {
    /// What the picture is called.
    public var title: String
    /// One sentence that says what the scores are.
    public var remark: String
    /// What was counted, below the axis.
    public var unit: String
    /// A name for each settings file.
    public var names: [String]
    /// How much was learned from, for each point of a curve.
    public var counts: [Int]
    /// Scores from 0 to 1: settings × runs × points.
    public var scores: [[[Double]]]

    /// Curves.
    ///
    /// - Precondition: each run has a score for each of `counts`.
    public init(
        title: String, remark: String, unit: String, names: [String], counts: [Int],
        scores: [[[Double]]]
    ) {
        precondition(scores.joined().allSatisfy { $0.count == counts.count })
        self.title = title
        self.remark = remark
        self.unit = unit
        self.names = names
        self.counts = counts
        self.scores = scores
    }

    /// A curve for each settings file with a band of one standard deviation, as an SVG document.
    public func svg() -> String { ComparisonPicture(self).svg() }

    /// Mean and standard deviation over the runs: settings × points.
    var spreads: [[Spread]] {
        scores.map { runs in
            counts.indices.map { index in Spread(runs.map { $0[index] }) }
        }
    }
}
