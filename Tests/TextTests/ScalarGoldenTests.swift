import Testing
import Text
import Vocabulary

@Suite("Scalars as Python has them") struct ScalarGoldenTests {
    private func differing(
        _ key: String, _ holds: (UInt32) -> Bool
    ) throws -> [String] {
        let steps = try #require(GoldenPatterns.record[key]).ints
        var edges = steps.reduce(into: [Int]()) { $0.append(($0.last ?? 0) + $1) }[...]
        var inside = false
        var wrong: [String] = []
        for value in 0..<0x110000 {
            while let edge = edges.first, edge == value {
                inside.toggle()
                edges.removeFirst()
            }
            if holds(UInt32(value)) != inside { wrong.append(String(value, radix: 16)) }
        }
        return wrong
    }

    @Test("letters, digits and white space are those of Python 3.10, scalar by scalar")
    func classes() throws {
        #expect(try differing("word", ScalarClasses.isWord).prefix(50) == [])
        #expect(try differing("digit", ScalarClasses.isDigit).prefix(50) == [])
        #expect(try differing("space", ScalarClasses.isSpace).prefix(50) == [])
    }

    @Test("lower and upper case are those of Python 3.10, scalar by scalar")
    func mappings() throws {
        for (key, mapping) in [("lower", CaseMapping.lower), ("upper", CaseMapping.upper)] {
            var expected = (0..<UInt32(0x110000)).map { $0 }
            for run in try #require(GoldenPatterns.record[key]?.array) {
                let parts = run.ints
                for value in stride(from: parts[0], through: parts[1], by: max(parts[3], 1)) {
                    expected[value] = UInt32(value + parts[2])
                }
            }
            let wrong = expected.indices.filter { mapping(UInt32($0)) != expected[$0] }
            #expect(wrong.prefix(50).map { String($0, radix: 16) } == [], "\(key)")
        }
    }
}
