// Finds where the elements of the lists of a JSON document stand, which the values do not tell.

import Vocabulary

/// The places of the elements of every list in a member of the root: with
/// `{"rasa_nlu_data": {"common_examples": [a, b]}}` those of `a` and `b`.
struct JSONPlaces {
    /// Offsets in bytes of the elements, by the key of their list.
    private(set) var offsets: [String: [Int]] = [:]
    private let source: SourceText
    private let file: String

    /// Scans a text that is known to be JSON.
    ///
    /// - Complexity: O(n).
    init(_ source: SourceText, file: String) {
        self.source = source
        self.file = file
        var scanner = Scanner(bytes: source.bytes)
        scanner.run()
        offsets = scanner.offsets
    }

    /// The place of an element; that of the file when it is unknown.
    func place(of index: Int, in key: String) -> SourcePlace {
        guard let offsets = offsets[key], offsets.indices.contains(index) else {
            return SourcePlace(file: file)
        }
        let (line, column) = source.place(ofByte: offsets[index])
        return SourcePlace(file: file, line: line, column: column)
    }

    /// Walks over brackets, strings and everything between.
    private struct Scanner {
        let bytes: [UInt8]
        var offsets: [String: [Int]] = [:]
        private var position = 0
        private var depth = 0
        /// The last string read at depth 2, which is the key in front of a list.
        private var key = ""
        private var isAtElement = false

        init(bytes: [UInt8]) { self.bytes = bytes }

        mutating func run() {
            while position < bytes.count {
                let byte = bytes[position]
                switch byte {
                case 0x20, 0x09, 0x0A, 0x0D: break
                case UInt8(ascii: ","): isAtElement = depth == 3 && isAtElement == false
                default:
                    note(byte)
                    step(byte)
                }
                position += 1
            }
        }

        /// Notes an element of a list three levels down.
        private mutating func note(_ byte: UInt8) {
            guard depth == 3, isAtElement, byte != UInt8(ascii: "]") else { return }
            offsets[key, default: []].append(position)
            isAtElement = false
        }

        private mutating func step(_ byte: UInt8) {
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                guard depth == 3 else { return }
                isAtElement = byte == UInt8(ascii: "[")
                offsets[key] = []
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
            case UInt8(ascii: "\""):
                let start = position + 1
                skipString()
                if depth == 2 {
                    key = String(decoding: bytes[start..<min(position, bytes.count)], as: UTF8.self)
                }
            default: break
            }
        }

        private mutating func skipString() {
            position += 1
            while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
                position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
            }
        }
    }
}
