import Testing

@testable import Dialogue

@Suite("Compressing requests") struct ZlibCompressionTests {
    @Test("what is compressed reads back, whatever it is")
    func roundTrip() {
        var state: UInt64 = 3
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var inputs: [[UInt8]] = [[], [7], [7, 7, 7], Array(repeating: 0, count: 100_000)]
        inputs.append((0..<70_000).map { _ in UInt8(next(256)) })
        inputs.append((0..<70_000).map { _ in UInt8(97 + next(3)) })
        for length in 0..<300 { inputs.append((0..<length).map { UInt8($0 % 5 == 0 ? 200 : 65) }) }
        for input in inputs {
            let stream = ZlibCompression.compressed(input)
            #expect(Inflate.bytes(stream) == input, "\(input.count) bytes")
        }
        #expect(ZlibCompression.compressed(inputs[3]).count < 1000)
    }
}

/// Reads zlib streams of fixed codes, as a check on the writer: RFC 1950 and 1951 word for word.
struct Inflate {
    private let bytes: [UInt8]
    private var bit = 16
    private var output: [UInt8] = []

    static func text(_ stream: [UInt8]) -> String? {
        bytes(stream).map { String(decoding: $0, as: UTF8.self) }
    }

    static func bytes(_ stream: [UInt8]) -> [UInt8]? {
        guard stream.count >= 6, (Int(stream[0]) << 8 | Int(stream[1])) % 31 == 0 else {
            return nil
        }
        var reader = Inflate(bytes: stream)
        guard reader.number(1) == 1, reader.number(2) == 1, reader.block() else { return nil }
        let sum = stream.suffix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return sum == adler(reader.output) ? reader.output : nil
    }

    private mutating func number(_ count: Int) -> Int {
        (0..<count).reduce(0) { $0 | next() << $1 }
    }

    private mutating func next() -> Int {
        guard bit / 8 < bytes.count else { return 0 }
        defer { bit += 1 }
        return Int(bytes[bit / 8] >> UInt8(bit % 8)) & 1
    }

    private mutating func code(_ count: Int) -> Int {
        (0..<count).reduce(0) { value, _ in value << 1 | next() }
    }

    private mutating func symbol() -> Int {
        let seven = code(7)
        if seven < 24 { return 256 + seven }
        let eight = seven << 1 | next()
        if (48...191).contains(eight) { return eight - 48 }
        if (192...199).contains(eight) { return eight - 192 + 280 }
        return (eight << 1 | next()) - 400 + 144
    }

    private mutating func block() -> Bool {
        let lengths = [
            3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99,
            115, 131, 163, 195, 227, 258,
        ]
        let distances = [
            1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025,
            1537, 2049, 3073, 4097, 6145, 8193, 12_289, 16_385, 24_577,
        ]
        while bit < bytes.count * 8 {
            let symbol = symbol()
            if symbol == 256 { return true }
            guard symbol > 256 else {
                output.append(UInt8(symbol))
                continue
            }
            let place = symbol - 257
            let length = lengths[place] + number(place < 8 || place == 28 ? 0 : (place - 4) / 4)
            let far = code(5)
            let distance = distances[far] + number(far < 4 ? 0 : far / 2 - 1)
            guard distance <= output.count else { return false }
            for _ in 0..<length { output.append(output[output.count - distance]) }
        }
        return false
    }

    private static func adler(_ bytes: [UInt8]) -> UInt32 {
        var low: UInt32 = 1
        var high: UInt32 = 0
        for byte in bytes {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return high << 16 | low
    }
}
