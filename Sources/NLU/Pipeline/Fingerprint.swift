// Tells whether what a component was trained from is still the same.

import Learning
import TrainingData
import Vocabulary

/// A 128-bit hash of data, the same on every machine and in every run. Not cryptographic.
public struct Fingerprint: Sendable, Hashable {
    private let first: UInt64
    private let second: UInt64

    /// The fingerprint of some bytes.
    public init(of bytes: [UInt8]) {
        first = Checksum.of(bytes, seed: 0x4D61_7274)
        second = Checksum.of(bytes, seed: 0x6C65_7421)
    }

    /// The fingerprint that `text` wrote; `nil` for anything but 32 hexadecimal digits.
    public init?(text: String) {
        guard text.utf8.count == 32, let first = UInt64(text.prefix(16), radix: 16),
            let second = UInt64(text.suffix(16), radix: 16)
        else { return nil }
        self.first = first
        self.second = second
    }

    /// 32 hexadecimal digits.
    public var text: String {
        [first, second].map { half in
            let digits = String(half, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}

extension Fingerprint {
    /// The fingerprint of an example in every respect but its place.
    init(of example: TrainingExample) {
        var writer = SectionWriter()
        writer.write(example)
        self.init(of: writer.bytes)
    }

    /// The fingerprint of one kind of training data, without places.
    init(of source: ComponentKind.Source, in data: TrainingSet) {
        var writer = SectionWriter()
        writer.write(source.rawValue)
        switch source {
        case .examples:
            for example in data.examples { writer.write(example) }
        case .synonyms:
            for synonym in data.synonyms { writer.write(texts: [synonym.phrase, synonym.value]) }
        case .patterns:
            for pattern in data.patterns { writer.write(texts: [pattern.name, pattern.pattern]) }
        case .lookups:
            for table in data.lookups { writer.write(texts: [table.name] + table.elements) }
        case .responses:
            for (name, variations) in data.responses.sorted(by: { $0.key < $1.key }) {
                writer.write(texts: [name] + variations.map { $0.text() })
            }
        }
        self.init(of: writer.bytes)
    }
}

extension SectionWriter {
    fileprivate mutating func write(_ example: TrainingExample) {
        write(example.text)
        write(optional: example.intent)
        write(optional: example.responseKey)
        write(UInt32(example.entities.count))
        for entity in example.entities {
            write(entity.name)
            write(UInt32(entity.span.start))
            write(UInt32(entity.span.end))
            write(entity.value)
            write(optional: entity.role)
            write(optional: entity.group)
        }
        write(optional: example.metadata?.text())
        write(optional: example.intentMetadata?.text())
    }

    fileprivate mutating func write(optional text: String?) {
        write(UInt8(text == nil ? 0 : 1))
        if let text { write(text) }
    }
}
