// The distribution of confidences as a picture: right predictions above, wrong ones below.

import Foundation

/// Draws how sure the model was where it was right and where it was wrong, as SVG.
struct ConfidencePicture {
    /// How many steps of confidence are told apart.
    static let bins = 25

    private let title: String
    private let panels: [Panel]

    private struct Panel {
        let name: String
        let colour: String
        let counts: [Int]
        let total: Int
        /// The mean confidence; `nil` without predictions.
        let mean: Double?

        init(_ name: String, colour: String, values: [Double]) {
            self.name = name
            self.colour = colour
            counts = ConfidenceSample.tally(values, bins: bins)
            total = values.count
            mean = values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
        }
    }

    private static let left = 78.0
    private static let plotWidth = 640.0
    private static let plotHeight = 190.0
    private static let firstTop = 126.0
    private static let gap = 84.0

    /// A picture of a sample.
    init(_ sample: ConfidenceSample, title: String) {
        self.title = title
        panels = [
            Panel("Right", colour: "#2563eb", values: sample.right),
            Panel("Wrong", colour: "#dc3c26", values: sample.wrong),
        ]
    }

    /// The picture as an SVG document.
    func svg() -> String {
        let bottom = Self.firstTop + 2 * Self.plotHeight + Self.gap
        var drawing = SVGDrawing(
            width: Self.left + Self.plotWidth + 40, height: bottom + 66)
        drawing.text(
            title, x: 32, y: 42,
            style: .init(size: 20, colour: SVGDrawing.Ink.strong, isBold: true))
        drawing.text(
            "Predictions by confidence; the two panels have scales of their own.", x: 32, y: 64,
            style: .init(size: 13, colour: SVGDrawing.Ink.normal))
        for (index, panel) in panels.enumerated() {
            let top = Self.firstTop + Double(index) * (Self.plotHeight + Self.gap)
            draw(panel, top: top, into: &drawing)
        }
        drawing.text(
            "confidence", x: Self.left + Self.plotWidth / 2, y: bottom + 46,
            style: .init(
                size: 12, colour: SVGDrawing.Ink.faint, anchor: .middle, isBold: true))
        return drawing.document(title: title)
    }

    private func draw(_ panel: Panel, top: Double, into drawing: inout SVGDrawing) {
        let bottom = top + Self.plotHeight
        drawing.rectangle(x: Self.left, y: top - 31, width: 11, height: 11, fill: panel.colour)
        drawing.text(
            panel.name, x: Self.left + 18, y: top - 21,
            style: .init(size: 14, colour: SVGDrawing.Ink.strong, isBold: true))
        let nameWidth = SVGDrawing.width(of: panel.name, size: 14, isBold: true)
        var remark = ConfusionPicture.grouped(panel.total)
        if let mean = panel.mean { remark += ", mean \(Self.decimals(mean))" }
        drawing.text(
            remark, x: Self.left + 30 + nameWidth, y: top - 21,
            style: .init(size: 13, colour: SVGDrawing.Ink.normal))
        let step = Self.step(for: panel.counts.max() ?? 0)
        let ceiling = max(step, ((panel.counts.max() ?? 0) + step - 1) / step * step)
        for mark in stride(from: 0, through: ceiling, by: step) {
            let y = bottom - Double(mark) / Double(ceiling) * Self.plotHeight
            drawing.line(
                from: (Self.left, y), to: (Self.left + Self.plotWidth, y),
                colour: mark == 0 ? "#9ca3af" : SVGDrawing.Ink.line)
            drawing.text(
                ConfusionPicture.grouped(mark), x: Self.left - 8, y: y,
                style: .init(
                    size: 11, colour: SVGDrawing.Ink.faint, anchor: .end, isCentred: true))
        }
        drawBars(of: panel, bottom: bottom, ceiling: ceiling, into: &drawing)
        drawConfidences(below: bottom, into: &drawing)
    }

    private func drawBars(
        of panel: Panel, bottom: Double, ceiling: Int, into drawing: inout SVGDrawing
    ) {
        let width = Self.plotWidth / Double(Self.bins)
        for (bin, count) in panel.counts.enumerated() where count > 0 {
            let height = max(1.5, Double(count) / Double(ceiling) * Self.plotHeight)
            let from = Self.decimals(Double(bin) / Double(Self.bins))
            let to = Self.decimals(Double(bin + 1) / Double(Self.bins))
            let x = Self.left + Double(bin) * width
            drawing.rectangle(
                x: x + 1, y: bottom - height, width: width - 2, height: height,
                fill: panel.colour, radius: 1, note: "\(from) to \(to): \(count)")
            drawing.text(
                ConfusionPicture.grouped(count), x: x + width / 2, y: bottom - height - 4,
                style: .init(
                    size: 9.5, colour: SVGDrawing.Ink.normal, anchor: .middle))
        }
    }

    private func drawConfidences(below bottom: Double, into drawing: inout SVGDrawing) {
        for tenth in stride(from: 0, through: 10, by: 1) {
            let x = Self.left + Double(tenth) / 10 * Self.plotWidth
            drawing.line(from: (x, bottom), to: (x, bottom + 5), colour: "#9ca3af")
            drawing.text(
                tenth == 10 ? "1.0" : "0.\(tenth)", x: x, y: bottom + 19,
                style: .init(
                    size: 11, colour: SVGDrawing.Ink.faint, anchor: .middle))
        }
    }

    /// A round step that divides a count into at most five parts.
    static func step(for largest: Int) -> Int {
        var unit = 1
        while true {
            for factor in [1, 2, 5] where factor * unit * 5 >= largest { return factor * unit }
            unit *= 10
        }
    }

    /// A number with two decimals.
    static func decimals(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
