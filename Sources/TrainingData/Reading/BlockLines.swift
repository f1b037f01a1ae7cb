// The lines of a block text such as `examples: |`, each beginning with a dash.

/// One line without its dash.
struct BlockLine {
    /// The text between the dash and the end, without blanks around it, as UTF-8.
    var bytes: ArraySlice<UInt8>
    /// Where the text starts.
    var place: SourcePlace

    /// The text.
    var string: String { String(decoding: bytes, as: UTF8.self) }

    /// Without blanks and line ends around it; tabs stay, as in Rasa.
    static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D }
        var bytes = bytes.drop(while: isBlank)
        while let last = bytes.last, isBlank(last) { bytes.removeLast() }
        return bytes
    }

    /// Goes through the lines of a text, cut at every line end that Python's `splitlines` knows,
    /// without these ends, until `body` answers `false`.
    static func each(in bytes: [UInt8], _ body: (ArraySlice<UInt8>) -> Bool) {
        var start = 0
        var index = 0
        while index < bytes.count {
            let length = lineEnd(bytes, at: index)
            if length > 0 {
                guard body(bytes[start..<index]) else { return }
                start = index + length
            }
            index += max(length, 1)
        }
        if start < bytes.count { _ = body(bytes[start...]) }
    }

    /// How many bytes of a line end stand at an index; 0 for none.
    private static func lineEnd(_ bytes: [UInt8], at index: Int) -> Int {
        func byte(_ offset: Int) -> UInt8 {
            index + offset < bytes.count ? bytes[index + offset] : 0
        }
        switch bytes[index] {
        case 0x0D: return byte(1) == 0x0A ? 2 : 1
        case 0x0A, 0x0B, 0x0C, 0x1C, 0x1D, 0x1E: return 1
        case 0xC2: return byte(1) == 0x85 ? 2 : 0
        case 0xE2: return byte(1) == 0x80 && (byte(2) == 0xA8 || byte(2) == 0xA9) ? 3 : 0
        default: return 0
        }
    }
}

extension NLUReader {
    /// The lines of a block; findings for what is no block, is empty, or lacks a dash.
    mutating func lines(
        _ node: YAMLNode?, of kind: String, _ name: String, at place: SourcePlace
    ) -> [BlockLine] {
        guard let node, !node.isNull else {
            noteWithoutExamples(kind, name, at: place)
            return []
        }
        guard let text = shape.text(node, "`examples` of the \(kind) '\(name)'") else { return [] }
        var found: [BlockLine] = []
        var index = 0
        BlockLine.each(in: Array(text.utf8)) { line in
            var place = node.place
            index += 1
            if node.isLiteral {
                place.line += index
                place.column = source.indentation(ofLine: place.line) + 1
            }
            guard line.first == UInt8(ascii: "-") else {
                if !BlockLine.trimmed(line).isEmpty { noteWithoutDash(line, at: place) }
                return true
            }
            guard hasRoom(at: place) else { return false }
            let bytes = BlockLine.trimmed(line.dropFirst())
            if node.isLiteral { place.column += bytes.startIndex - line.startIndex }
            if bytes.isEmpty, kind != "intent" {
                shape.warn(
                    "empty-line", "A line of the \(kind) '\(name)' is empty and is skipped.",
                    hint: "Remove the line.", at: place)
            } else {
                found.append(BlockLine(bytes: bytes, place: place))
            }
            return true
        }
        if found.isEmpty { noteWithoutExamples(kind, name, at: place) }
        return found
    }

    private mutating func noteWithoutDash(_ line: ArraySlice<UInt8>, at place: SourcePlace) {
        let text = String(decoding: BlockLine.trimmed(line).prefix(60), as: UTF8.self)
        shape.warn(
            "without-dash", "The line '\(text)' does not start with '-' and is skipped.",
            hint: "Write `- ` before it, indented like the other lines.", at: place)
    }

    mutating func noteWithoutExamples(_ kind: String, _ name: String, at place: SourcePlace) {
        guard !isCut else { return }
        shape.warn(
            "without-examples", "The \(kind) '\(name)' has no examples.",
            hint: "Write `examples: |` and below it lines that start with `- `.", at: place)
    }
}

extension YAMLNode {
    /// Whether this was written after `|`, so that its lines are those of the file.
    var isLiteral: Bool {
        if case .scalar(_, .literal) = content { true } else { false }
    }
}

extension StringProtocol {
    /// Without the characters at both ends that Python's `strip` removes.
    func trimmingPythonBlanks() -> String {
        func isBlank(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
        }
        let scalars = Array(unicodeScalars)
        guard let first = scalars.firstIndex(where: { !isBlank($0) }),
            let last = scalars.lastIndex(where: { !isBlank($0) })
        else { return "" }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[first...last])
        return String(view)
    }
}
