// The scores of compared settings by how much they learned from, as a picture.

/// Draws a curve per settings file with a band of one standard deviation, as SVG.
struct ComparisonPicture {
    private static let left = 78.0
    private static let top = 104.0
    private static let width = 640.0
    private static let height = 340.0
    /// Told apart by people with any kind of colour vision (Okabe and Ito 2008).
    private static let colours = [
        "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000",
    ]

    private let curves: ComparisonCurves
    private let spreads: [[Spread]]
    private let counts: [Int]
    private let floor: Double

    /// A picture of a comparison.
    init(_ curves: ComparisonCurves) {
        self.curves = curves
        spreads = curves.spreads
        counts = curves.counts
        let lowest = spreads.joined().map { $0.mean - $0.deviation }.min() ?? 0
        floor = max(0, min(0.9, (lowest * 10).rounded(.down) / 10))
    }

    /// The picture as an SVG document.
    func svg() -> String {
        let bottom = Self.top + Self.height
        let keyHeight = Double(curves.names.count) * 20
        var drawing = SVGDrawing(
            width: Self.left + Self.width + 40, height: bottom + 72 + keyHeight)
        drawing.text(
            curves.title, x: 32, y: 42,
            style: .init(size: 20, colour: SVGDrawing.Ink.strong, isBold: true))
        drawing.text(
            curves.remark, x: 32, y: 64, style: .init(size: 13, colour: SVGDrawing.Ink.normal))
        drawAxes(into: &drawing)
        for index in curves.names.indices { drawCurve(index, into: &drawing) }
        drawing.text(
            curves.unit, x: Self.left + Self.width / 2, y: bottom + 42,
            style: .init(size: 12, colour: SVGDrawing.Ink.faint, anchor: .middle, isBold: true))
        for (index, name) in curves.names.enumerated() {
            let y = bottom + 68 + Double(index) * 20
            drawing.line(
                from: (Self.left, y), to: (Self.left + 22, y), colour: colour(index), width: 3)
            drawing.text(
                SVGDrawing.cut(name, to: 60), x: Self.left + 32, y: y,
                style: .init(size: 13, colour: SVGDrawing.Ink.strong, isCentred: true))
        }
        return drawing.document(title: curves.title)
    }

    private func colour(_ index: Int) -> String { Self.colours[index % Self.colours.count] }

    private func place(count: Int, score: Double) -> (x: Double, y: Double) {
        let most = Double(max(counts.max() ?? 1, 1))
        let share = min(max((score - floor) / (1 - floor), 0), 1)
        return (
            Self.left + Double(count) / most * Self.width,
            Self.top + (1 - share) * Self.height
        )
    }

    private func drawAxes(into drawing: inout SVGDrawing) {
        let style = SVGDrawing.TextStyle(
            size: 11, colour: SVGDrawing.Ink.faint, anchor: .end, isCentred: true)
        let steps = floor > 0.85 ? 5 : Int(((1 - floor) * 10).rounded())
        for step in 0...steps {
            let score = floor + (1 - floor) * Double(step) / Double(steps)
            let y = place(count: 0, score: score).y
            drawing.line(
                from: (Self.left, y), to: (Self.left + Self.width, y),
                colour: step == 0 ? "#9ca3af" : SVGDrawing.Ink.line)
            drawing.text(
                ConfidencePicture.decimals(score), x: Self.left - 8, y: y, style: style)
        }
        let most = counts.max() ?? 0
        for mark in stride(from: 0, through: most, by: ConfidencePicture.step(for: most)) {
            let (x, y) = place(count: mark, score: floor)
            drawing.line(from: (x, y), to: (x, y + 5), colour: "#9ca3af")
            drawing.text(
                ConfusionPicture.grouped(mark), x: x, y: y + 19,
                style: .init(size: 11, colour: SVGDrawing.Ink.faint, anchor: .middle))
        }
    }

    private func drawCurve(_ index: Int, into drawing: inout SVGDrawing) {
        let points = zip(counts, spreads[index]).sorted { $0.0 < $1.0 }
        let upper = points.map { place(count: $0.0, score: $0.1.mean + $0.1.deviation) }
        let lower = points.map { place(count: $0.0, score: $0.1.mean - $0.1.deviation) }
        drawing.polyline(upper + lower.reversed(), fill: colour(index), opacity: 0.15)
        let middle = points.map { place(count: $0.0, score: $0.1.mean) }
        drawing.polyline(middle, stroke: colour(index), width: 2.5)
        for point in middle {
            drawing.disc(x: point.x, y: point.y, radius: 4, fill: colour(index))
        }
    }
}
