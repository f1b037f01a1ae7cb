// Draws a graph of stories as SVG, from top to bottom.

import Foundation
import Vocabulary

/// A picture of stories.
struct StoryPicture {
    private static let rowHeight = 74.0
    private static let boxHeight = 30.0
    private static let gap = 22.0
    private static let margin = 28.0
    private static let labelScalarsMax = 40

    private let graph: StoryPictureGraph
    private let boxes: [Box]
    private let width: Double
    private let height: Double

    private struct Box {
        var x: Double
        let y: Double
        let width: Double

        var middle: Double { x + width / 2 }
    }

    /// A picture of a graph.
    init(_ graph: StoryPictureGraph) {
        self.graph = graph
        var boxes = graph.nodes.map { node in
            Box(
                x: 0, y: Self.margin + Double(node.layer) * Self.rowHeight,
                width: Double(Self.shown(node.label).unicodeScalars.count) * 7.1 + 26)
        }
        let layers = Dictionary(grouping: graph.nodes.indices) { graph.nodes[$0].layer }
        let widths = layers.mapValues { layer in
            layer.reduce(-Self.gap) { $0 + boxes[$1].width + Self.gap }
        }
        let widest = widths.values.max() ?? 0
        for (layer, members) in layers {
            var x = Self.margin + (widest - (widths[layer] ?? 0)) / 2
            for node in members.sorted(by: { graph.nodes[$0].position < graph.nodes[$1].position })
            {
                boxes[node].x = x
                x += boxes[node].width + Self.gap
            }
        }
        self.boxes = boxes
        width = widest + 2 * Self.margin
        height = Double(layers.count) * Self.rowHeight + 2 * Self.margin
    }

    /// The picture in a page of its own.
    var page: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>Stories</title>
        <style>body { margin: 0; background: #fff; overflow: auto; }</style>
        </head>
        <body>
        \(svg)</body>
        </html>

        """
    }

    /// The picture.
    var svg: String {
        let edges = graph.edges.map(edge).joined()
        let nodes = graph.nodes.indices.map(node).joined()
        let size = "\(Self.number(width)) \(Self.number(height))"
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size)" \
            width="\(Self.number(width))" height="\(Self.number(height))" role="img" \
            font-family="Inter, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', Arial, sans-serif" \
            font-size="12">
            <title>Stories</title>
            <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" \
            markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#9ca3af"/></marker></defs>
            <rect width="100%" height="100%" fill="#ffffff"/>
            \(edges)\(nodes)</svg>

            """
    }

    private func edge(_ edge: StoryPictureGraph.Edge) -> String {
        let (from, to) = (boxes[edge.from], boxes[edge.to])
        let start = (x: from.middle, y: from.y + Self.boxHeight)
        let end = (x: to.middle, y: to.y)
        let bend = end.y > start.y ? (end.y - start.y) / 2 : Self.rowHeight
        return "<path d=\"M\(Self.number(start.x)) \(Self.number(start.y))"
            + "C\(Self.number(start.x)) \(Self.number(start.y + bend)) "
            + "\(Self.number(end.x)) \(Self.number(end.y - bend)) "
            + "\(Self.number(end.x)) \(Self.number(end.y))\" fill=\"none\" stroke=\"#9ca3af\" "
            + "marker-end=\"url(#tip)\"/>\n"
    }

    private func node(_ index: Int) -> String {
        let (node, box) = (graph.nodes[index], boxes[index])
        let (fill, ink) = Self.colours(node.kind)
        let radius = node.kind == .action ? 4.0 : Self.boxHeight / 2
        let label = Self.shown(node.label).markupEscaped
        return "<g><title>\(node.label.markupEscaped)</title><rect x=\"\(Self.number(box.x))\" "
            + "y=\"\(Self.number(box.y))\" width=\"\(Self.number(box.width))\" "
            + "height=\"\(Self.number(Self.boxHeight))\" rx=\"\(Self.number(radius))\" "
            + "fill=\"\(fill)\"/><text x=\"\(Self.number(box.middle))\" "
            + "y=\"\(Self.number(box.y + Self.boxHeight / 2 + 4))\" text-anchor=\"middle\" "
            + "fill=\"\(ink)\">\(label)</text></g>\n"
    }

    private static func colours(_ kind: StoryPictureGraph.Node.Kind) -> (String, String) {
        switch kind {
        case .start, .end: ("#1f2937", "#ffffff")
        case .user: ("#dbeafe", "#1e3a8a")
        case .action: ("#dcfce7", "#14532d")
        }
    }

    private static func shown(_ label: String) -> String {
        let scalars = label.unicodeScalars
        guard scalars.count > labelScalarsMax else { return label }
        return String(String.UnicodeScalarView(scalars.prefix(labelScalarsMax - 1))) + "…"
    }

    private static func number(_ value: Double) -> String {
        let rounded = (value * 10).rounded() / 10
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }
}
