// Writes the few shapes our pictures need as SVG.

import Vocabulary

/// A picture being drawn; coordinates in pixels from the upper left corner.
struct SVGDrawing {
    /// Where a text stands relative to its point.
    enum Anchor: String {
        case start, middle, end
    }

    /// How a text looks.
    struct TextStyle {
        var size: Double
        var colour: String
        var anchor = Anchor.start
        var isBold = false
        /// Turned counterclockwise by a quarter around its point.
        var isUpright = false
        /// Whether the point is the text's middle in height and not its baseline.
        var isCentred = false
    }

    /// Colours that all pictures share.
    enum Ink {
        static let paper = "#ffffff"
        static let strong = "#1f2937"
        static let normal = "#4b5563"
        static let faint = "#6b7280"
        static let line = "#e5e7eb"
        static let panel = "#f9fafb"
    }

    let width: Double
    let height: Double
    private var body = ""

    /// An empty picture.
    init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    /// The width of a text in pixels, a little on the safe side.
    static func width(of text: String, size: Double, isBold: Bool = false) -> Double {
        let units = text.unicodeScalars.reduce(0.0) { $0 + (scalarWidth($1)) }
        return units * size * (isBold ? 1.06 : 1)
    }

    private static func scalarWidth(_ scalar: Unicode.Scalar) -> Double {
        switch scalar {
        case "i", "j", "l", "t", "f", "I", "r", ".", ",", ":", "'", "/", " ", "|": 0.36
        case "m", "w", "M", "W", "%", "@": 0.92
        case "A"..."Z", "_", "+": 0.70
        default: scalar.value < 0x2E80 ? 0.60 : 1.05
        }
    }

    /// A text cut to a number of scalars, with an ellipsis where it was cut.
    static func cut(_ text: String, to count: Int) -> String {
        guard text.unicodeScalars.count > count else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.prefix(count - 1))) + "…"
    }

    /// Draws a rectangle; `note` appears when the pointer rests on it.
    mutating func rectangle(
        x: Double, y: Double, width: Double, height: Double, fill: String, radius: Double = 0,
        note: String? = nil
    ) {
        let corner = radius > 0 ? " rx=\"\(Self.number(radius))\"" : ""
        let end = note.map { "><title>\($0.markupEscaped)</title></rect>" } ?? "/>"
        body += "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
        body += " width=\"\(Self.number(width))\" height=\"\(Self.number(height))\""
        body += "\(corner) fill=\"\(fill)\"\(end)\n"
    }

    /// Draws a straight line.
    mutating func line(
        from start: (x: Double, y: Double), to end: (x: Double, y: Double), colour: String,
        width: Double = 1
    ) {
        body += "<path d=\"M\(Self.number(start.x)) \(Self.number(start.y))"
        body += "L\(Self.number(end.x)) \(Self.number(end.y))\""
        body += " stroke=\"\(colour)\" stroke-width=\"\(Self.number(width))\"/>\n"
    }

    /// Draws a line through points, or fills the area they enclose.
    mutating func polyline(
        _ points: [(x: Double, y: Double)], stroke: String = "none", width: Double = 2,
        fill: String = "none", opacity: Double = 1
    ) {
        let path = points.map { "\(Self.number($0.x)),\(Self.number($0.y))" }
        body += "<polyline points=\"\(path.joined(separator: " "))\" fill=\"\(fill)\""
        body += " fill-opacity=\"\(Self.number(opacity))\" stroke=\"\(stroke)\""
        body += " stroke-width=\"\(Self.number(width))\" stroke-linejoin=\"round\"/>\n"
    }

    /// Draws a disc.
    mutating func disc(x: Double, y: Double, radius: Double, fill: String) {
        body += "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\""
        body += " r=\"\(Self.number(radius))\" fill=\"\(fill)\"/>\n"
    }

    /// Writes a text; `note` appears when the pointer rests on it.
    mutating func text(
        _ text: String, x: Double, y: Double, style: TextStyle, note: String? = nil
    ) {
        // Baselines are computed here because not every viewer knows `dominant-baseline`.
        let shift = style.isCentred ? style.size * 0.35 : 0
        let place = (x: style.isUpright ? x + shift : x, y: style.isUpright ? y : y + shift)
        body += "<text x=\"\(Self.number(place.x))\" y=\"\(Self.number(place.y))\""
        if style.isUpright {
            body += " transform=\"rotate(-90 \(Self.number(place.x)) \(Self.number(place.y)))\""
        }
        if style.anchor != .start { body += " text-anchor=\"\(style.anchor.rawValue)\"" }
        if style.isBold { body += " font-weight=\"600\"" }
        body += " font-size=\"\(Self.number(style.size))\" fill=\"\(style.colour)\">"
        body += text.markupEscaped + (note.map { "<title>\($0.markupEscaped)</title>" } ?? "")
        body += "</text>\n"
    }

    /// The whole picture as an SVG document.
    ///
    /// - Parameter title: what the picture is, for readers that cannot see it.
    func document(title: String) -> String {
        let size = "\(Self.number(width)) \(Self.number(height))"
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size)" \
            width="\(Self.number(width))" height="\(Self.number(height))" role="img" \
            font-family="Inter, 'Segoe UI', 'Helvetica Neue', 'Noto Sans', 'DejaVu Sans', \
            Arial, sans-serif">
            <title>\(title.markupEscaped)</title>
            <rect width="100%" height="100%" fill="\(Ink.paper)"/>
            \(body)</svg>

            """
    }

    /// A coordinate with at most two decimals.
    private static func number(_ value: Double) -> String {
        let rounded = (value * 100).rounded() / 100
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }
}
