// Colours that grow darker with a count, and the ink that stays readable on them.

import Foundation

/// A scale from a light to a dark colour. Counts are placed by their logarithm, so that single
/// mistakes are seen beside hundreds of hits.
struct ColourScale {
    /// Red, green and blue, each 0...255.
    typealias Colour = (red: Double, green: Double, blue: Double)

    private let stops: [Colour]
    /// The count that has the darkest colour.
    let largest: Int

    /// What is right: from a pale to a deep blue.
    static func hits(largest: Int) -> ColourScale {
        ColourScale(
            stops: [(219, 234, 254), (96, 165, 250), (37, 99, 235), (30, 58, 138)],
            largest: largest)
    }

    /// What is wrong: from a pale to a deep red.
    static func mistakes(largest: Int) -> ColourScale {
        ColourScale(
            stops: [(254, 226, 214), (251, 146, 100), (220, 60, 38), (127, 29, 29)],
            largest: largest)
    }

    /// Where a count lies on the scale, 0 for one and 1 for the largest count.
    func place(of count: Int) -> Double {
        guard largest > 1 else { return count > 0 ? 0.5 : 0 }
        return min(1, log(Double(max(count, 1))) / log(Double(largest)))
    }

    /// The colour of a place, 0...1.
    private func colour(at place: Double) -> Colour {
        let scaled = place * Double(stops.count - 1)
        let lower = min(Int(scaled), stops.count - 2)
        let share = scaled - Double(lower)
        let (left, right) = (stops[lower], stops[lower + 1])
        return (
            left.red + (right.red - left.red) * share,
            left.green + (right.green - left.green) * share,
            left.blue + (right.blue - left.blue) * share
        )
    }

    /// The colour at a place, in CSS.
    func fill(at place: Double) -> String {
        let colour = colour(at: place)
        func hexadecimal(_ part: Double) -> String {
            let digits = String(Int(part.rounded()), radix: 16)
            return digits.count < 2 ? "0" + digits : digits
        }
        return "#" + hexadecimal(colour.red) + hexadecimal(colour.green) + hexadecimal(colour.blue)
    }

    /// Black or white ink for a text on the colour of a place, whichever contrasts more: at least
    /// 4.5 to 1 (relative luminance of WCAG 2.2).
    func ink(at place: Double) -> String {
        let background = Self.luminance(colour(at: place))
        let onWhite = 1.05 / (background + 0.05)
        let onBlack = (background + 0.05) / 0.05
        return onWhite > onBlack ? "#ffffff" : "#000000"
    }

    private static func luminance(_ colour: Colour) -> Double {
        func linear(_ part: Double) -> Double {
            let share = part / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green)
            + 0.0722 * linear(colour.blue)
    }
}
