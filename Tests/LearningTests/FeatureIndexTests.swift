import Testing

@testable import Learning

@Suite("Feature index") struct FeatureIndexTests {
    @Test("gives rows in the order of first appearance, and finds them again")
    func rows() {
        var index = FeatureIndex()
        let hashes = (0..<5000).map { UInt64($0 / 2) &* 0x1_0000_0000_0001 }
        let rows = hashes.map { index.add($0) }
        #expect(rows == (0..<5000).map { $0 / 2 })
        #expect(index.row(of: hashes[4998]) == 2499)
        #expect(index.row(of: 77) == nil)
    }

    @Test("counts known hashes, each row once, in the order they come")
    func counting() {
        var index = FeatureIndex()
        for hash: UInt64 in [10, 20, 30] { _ = index.add(hash) }
        var rows: [Int32] = [9]
        var counts: [Float] = [5]
        let text: [UInt64] = [30, 99, 10, 30, 30]
        text.withUnsafeBufferPointer { index.count($0, rows: &rows, counts: &counts) }
        #expect(rows == [9, 2, 0])
        #expect(counts == [5, 3, 1])
    }

    @Test("a list with a hash twice is refused")
    func twice() {
        #expect(throws: SectionProblem.self) { try FeatureIndex(hashes: [1, 2, 1]) }
        #expect(throws: Never.self) { try FeatureIndex(hashes: [1, 2, 0]) }
    }
}
