// The fragments that lead to the headings of a document.

import Foundation
import Vocabulary

/// Makes anchors of headings.
public enum HeadingAnchor {
    /// Whether a text can be an anchor: letters, digits, `-` and `_`, at most
    /// `DocumentLimits.anchorBytes`.
    public static func isAnchor(_ text: String) -> Bool {
        (1...DocumentLimits.anchorBytes).contains(text.utf8.count)
            && text.unicodeScalars.allSatisfy { isLetter($0) || $0 == "-" || $0 == "_" }
    }

    /// A text as an anchor or the end of an address: letters and digits in small letters, one `-`
    /// for whatever stands between, accents gone from Latin letters; empty when none is left.
    public static func slug(_ text: String) -> String {
        var result = ""
        var isOpen = false
        let folded = text.decomposedStringWithCompatibilityMapping.lowercased()
            .replacing("ß", with: "ss")
        for scalar in folded.unicodeScalars {
            if scalar.properties.generalCategory == .nonspacingMark,
                result.unicodeScalars.last
                    .map({ $0.isASCII }) ?? true
            {
                continue
            }
            if isLetter(scalar) {
                if isOpen, !result.isEmpty { result += "-" }
                isOpen = false
                guard result.utf8.count < DocumentLimits.anchorBytes - 12 else { break }
                result.unicodeScalars.append(scalar)
            } else if scalar != "'", scalar != "’" {
                isOpen = true
            }
        }
        return result.precomposedStringWithCanonicalMapping
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .nonspacingMark, .spacingMark:
            true
        default: false
        }
    }
}

extension DocumentNode {
    /// The document with an anchor (`id`) for each heading that has none or one taken before.
    ///
    /// An anchor is made of the heading's text once and then stays with the heading, however its
    /// text changes: links to it go on leading there. Of two that would be the same, the later one
    /// gets `-2`, `-3`, ….
    ///
    /// - Complexity: O(n).
    public func anchored() -> DocumentNode {
        var taken: Set<String> = []
        var later: [String: Int] = [:]
        collectAnchors(&taken)
        var used: Set<String> = []
        return anchored(&taken, &used, &later)
    }

    private func collectAnchors(_ taken: inout Set<String>) {
        if kind == .heading, let id = attributes["id"]?.string { taken.insert(id) }
        for node in content { node.collectAnchors(&taken) }
    }

    private func anchored(
        _ taken: inout Set<String>, _ used: inout Set<String>, _ later: inout [String: Int]
    ) -> DocumentNode {
        var result = self
        if kind == .heading {
            if let id = attributes["id"]?.string, used.insert(id).inserted { return result }
            let slug = HeadingAnchor.slug(plainText)
            let stem = slug.isEmpty ? "section" : slug
            var anchor = stem
            var number = later[stem] ?? 1
            while taken.contains(anchor) {
                number += 1
                anchor = "\(stem)-\(number)"
            }
            later[stem] = number
            taken.insert(anchor)
            used.insert(anchor)
            result.attributes["id"] = .string(anchor)
        } else if content.contains(where: { $0.kind != .text }) {
            result.content = content.map { $0.anchored(&taken, &used, &later) }
        }
        return result
    }
}
