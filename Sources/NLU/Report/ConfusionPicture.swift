// The confusion matrix as a picture: hits blue on the diagonal, mistakes red beside it.

/// Draws a confusion matrix as SVG.
struct ConfusionPicture {
    /// How many labels a picture shows; of more, those with most mistakes.
    static let labelsMax = 200
    /// How many scalars of a label are shown; the whole label appears under the pointer.
    static let labelScalarsMax = 36

    private let matrix: ConfusionMatrix
    private let title: String
    /// The labels shown, as indices into the matrix.
    private let shown: [Int]
    private let positions: [Int: Int]
    private let cell: Double
    private let fontSize: Double
    private let labelWidth: Double
    private let hits: ColourScale
    private let mistakes: ColourScale

    private static let margin = 32.0
    private static let headHeight = 92.0
    private static let scoreWidth = 62.0

    /// A picture of a matrix.
    init(_ matrix: ConfusionMatrix, title: String) {
        self.matrix = matrix
        self.title = title
        shown = Self.choose(matrix)
        positions = Dictionary(uniqueKeysWithValues: zip(shown, shown.indices))
        let digits = Double(String(matrix.cells.map(\.count).max() ?? 0).count)
        cell = max(Self.cellSize(labels: shown.count), digits * 7 + 4)
        let size = min(13, max(8.5, cell * 0.58))
        fontSize = size
        let names = shown.map { Self.name(matrix.shown($0)) }
        labelWidth = names.map { SVGDrawing.width(of: $0, size: size) }.max() ?? 0
        let right = matrix.cells.filter { $0.row == $0.column }.map(\.count).max() ?? 0
        let wrong = matrix.cells.filter { $0.row != $0.column }.map(\.count).max() ?? 0
        hits = .hits(largest: right)
        mistakes = .mistakes(largest: wrong)
    }

    private static func cellSize(labels: Int) -> Double {
        switch labels {
        case ...8: 52
        case ...16: 40
        case ...32: 28
        case ...64: 20
        default: 15
        }
    }

    private static func choose(_ matrix: ConfusionMatrix) -> [Int] {
        guard matrix.labels.count > labelsMax else { return Array(matrix.labels.indices) }
        var wrong = [Int](repeating: 0, count: matrix.labels.count)
        for cell in matrix.cells where cell.row != cell.column {
            wrong[cell.row] += cell.count
            wrong[cell.column] += cell.count
        }
        return matrix.labels.indices.sorted { (wrong[$1], $0) < (wrong[$0], $1) }
            .prefix(labelsMax).sorted()
    }

    private static func name(_ label: String) -> String {
        SVGDrawing.cut(label, to: labelScalarsMax)
    }

    private var side: Double { cell * Double(shown.count) }
    private var left: Double { Self.margin + 20 + labelWidth + 10 }
    private var top: Double { Self.headHeight + 44 + labelWidth + 10 }

    /// The picture as an SVG document.
    func svg() -> String {
        let width = max(left + side + Self.scoreWidth + Self.margin, 560)
        var drawing = SVGDrawing(width: width, height: top + side + Self.margin)
        drawHead(into: &drawing)
        drawGrid(into: &drawing)
        drawLabels(into: &drawing)
        drawCells(into: &drawing)
        drawScores(into: &drawing)
        return drawing.document(title: title)
    }

    private func drawHead(into drawing: inout SVGDrawing) {
        let x = Self.margin
        drawing.text(
            title, x: x, y: 42,
            style: .init(size: 20, colour: SVGDrawing.Ink.strong, isBold: true))
        let total = matrix.rowSums.reduce(0, +)
        let share = total > 0 ? Double(matrix.hits) / Double(total) : 0
        var line = "\(Self.grouped(matrix.hits)) of \(Self.grouped(total)) right"
        line += " (\(Self.percent(share)))"
        if shown.count < matrix.labels.count {
            line += ", the \(shown.count) of \(matrix.labels.count) labels with most mistakes"
        }
        drawing.text(line, x: x, y: 64, style: .init(size: 13, colour: SVGDrawing.Ink.normal))
        let end = drawScale(hits, name: "right", x: x, into: &drawing)
        drawScale(mistakes, name: "wrong", x: end > x ? end + 28 : x, into: &drawing)
    }

    /// Draws the key of one scale and returns where it ends.
    @discardableResult
    private func drawScale(
        _ scale: ColourScale, name: String, x: Double, into drawing: inout SVGDrawing
    ) -> Double {
        let style = SVGDrawing.TextStyle(
            size: 11, colour: SVGDrawing.Ink.normal, isCentred: true)
        let y = Self.headHeight
        guard scale.largest > 0 else { return x }
        drawing.text(name, x: x, y: y, style: style)
        var place = x + SVGDrawing.width(of: name, size: 11) + 8
        if scale.largest > 1 {
            drawing.text("1", x: place, y: y, style: style)
            place += 12
        }
        let steps = 24
        for step in 0..<steps {
            let share = Double(step) / Double(steps - 1)
            let shade = scale.largest > 1 ? share : 0.5
            drawing.rectangle(
                x: place + Double(step) * 4, y: y - 6, width: 4.2, height: 12,
                fill: scale.fill(at: shade))
        }
        place += Double(steps) * 4 + 6
        let end = Self.grouped(scale.largest)
        drawing.text(end, x: place, y: y, style: style)
        return place + SVGDrawing.width(of: end, size: 11)
    }

    private func drawGrid(into drawing: inout SVGDrawing) {
        drawing.rectangle(
            x: left, y: top, width: side, height: side, fill: SVGDrawing.Ink.panel)
        for index in 0...shown.count {
            let offset = Double(index) * cell
            drawing.line(
                from: (left, top + offset), to: (left + side, top + offset),
                colour: SVGDrawing.Ink.line)
            drawing.line(
                from: (left + offset, top), to: (left + offset, top + side),
                colour: SVGDrawing.Ink.line)
        }
    }

    private func drawLabels(into drawing: inout SVGDrawing) {
        var style = SVGDrawing.TextStyle(
            size: fontSize, colour: SVGDrawing.Ink.strong, anchor: .end, isCentred: true)
        for (position, index) in shown.enumerated() {
            let middle = (Double(position) + 0.5) * cell
            let label = matrix.shown(index)
            style.isUpright = false
            style.anchor = .end
            drawing.text(
                Self.name(label), x: left - 8, y: top + middle, style: style, note: label)
            style.isUpright = true
            style.anchor = .start
            drawing.text(
                Self.name(label), x: left + middle, y: top - 8, style: style, note: label)
        }
        var axis = SVGDrawing.TextStyle(
            size: 12, colour: SVGDrawing.Ink.faint, anchor: .middle, isBold: true, isCentred: true)
        drawing.text(
            "predicted", x: left + side / 2, y: top - labelWidth - 24, style: axis)
        axis.isUpright = true
        drawing.text(
            "true", x: left - labelWidth - 24, y: top + side / 2, style: axis)
    }

    private func drawCells(into drawing: inout SVGDrawing) {
        for entry in matrix.cells {
            guard let row = positions[entry.row], let column = positions[entry.column] else {
                continue
            }
            let scale = entry.row == entry.column ? hits : mistakes
            let place = scale.place(of: entry.count)
            let (x, y) = (left + Double(column) * cell, top + Double(row) * cell)
            drawing.rectangle(
                x: x + 0.5, y: y + 0.5, width: cell - 1, height: cell - 1,
                fill: scale.fill(at: place), radius: cell > 24 ? 2 : 0,
                note: note(on: entry))
            drawing.text(
                String(entry.count), x: x + cell / 2, y: y + cell / 2,
                style: .init(
                    size: fontSize, colour: scale.ink(at: place), anchor: .middle,
                    isCentred: true))
        }
    }

    private func note(on entry: ConfusionMatrix.Cell) -> String {
        "\(matrix.shown(entry.row)) → \(matrix.shown(entry.column)): \(entry.count)"
    }

    /// Writes the share found of every label right of its row.
    private func drawScores(into drawing: inout SVGDrawing) {
        let x = left + side + 10
        drawing.text(
            "found", x: x, y: top - 10,
            style: .init(size: 11, colour: SVGDrawing.Ink.faint, isBold: true))
        for (position, index) in shown.enumerated() where matrix.rowSums[index] > 0 {
            let share = Double(matrix[index, index]) / Double(matrix.rowSums[index])
            drawing.text(
                Self.percent(share), x: x, y: top + (Double(position) + 0.5) * cell,
                style: .init(
                    size: fontSize, colour: SVGDrawing.Ink.normal, isCentred: true))
        }
    }

    /// A share in per cent, one decimal unless it is whole.
    static func percent(_ share: Double) -> String {
        let tenths = Int((share * 1000).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)%" : "\(tenths / 10).\(tenths % 10)%"
    }

    /// A count with a comma after each group of three digits.
    static func grouped(_ count: Int) -> String {
        var text = ""
        for (index, digit) in String(count).reversed().enumerated() {
            if index > 0, index % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }
}
