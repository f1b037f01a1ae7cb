import Foundation
import Testing

@testable import Learning

@Suite("Numbers") struct NumbersTests {
    @Test("the exponential agrees with the library's")
    func exponentials() {
        for step in -850...850 {
            let x = Float(step) / 10
            let value = exponential(SIMD8(repeating: x))[3]
            #expect(abs(value / exp(x) - 1) < 1e-5, "at \(x)")
        }
        #expect(exponential(SIMD8(repeating: -1e30))[0] < 1e-37)
        #expect(exponential(SIMD8(repeating: 1e30))[0].isFinite)
    }

    @Test("the inverse square root agrees with the library's")
    func roots() {
        for power in -16...16 {
            let x = Float(pow(10.0, Double(power)) * 1.7)
            let value = inverseSquareRoot(SIMD8(repeating: x))[5]
            #expect(abs(value * x.squareRoot() - 1) < 1e-5, "at \(x)")
        }
    }

    @Test("softmax gives probabilities and the logarithm of the sum", arguments: [1, 7, 8, 19])
    func softmaxes(count: Int) {
        var scores = (0..<count).map { Float($0) * 0.3 - 2 }
        let sum = scores.reduce(0) { $0 + exp($1) }
        let total = softmax(&scores, count)
        #expect(abs(total - log(sum)) < 1e-5)
        #expect(abs(scores.reduce(0, +) - 1) < 1e-5)
    }

    @Test("random numbers are the same in every process, spread evenly and in range")
    func random() {
        var random = SeededRandom(seed: 42)
        var again = SeededRandom(seed: 42)
        #expect((0..<5).map { _ in random.next() } == (0..<5).map { _ in again.next() })
        let numbers = (0..<10_000).map { _ in random.uniform() }
        #expect(numbers.allSatisfy { $0 >= 0 && $0 < 1 })
        #expect(abs(numbers.reduce(0, +) / 10_000 - 0.5) < 0.02)
        #expect((0..<1000).allSatisfy { _ in (0..<7).contains(random.below(7)) })
        #expect(random.permutation(100).sorted() == Array(0..<100))
    }

    @Test("rounded rows are close to the rows")
    func quantized() {
        var random = SeededRandom(seed: 1)
        let values = (0..<60).map { _ in random.normal() }
        let rows = HalfByteRows(rounding: values, width: 20)
        var sum = [Float](repeating: 0, count: 20)
        let (columns, factors): ([Int32], [Float]) = ([0, 2], [1, -2])
        columns.withUnsafeBufferPointer { columns in
            factors.withUnsafeBufferPointer { factors in
                rows.multiply(columns: columns, values: factors, into: &sum)
            }
        }
        let bytes = QuantizedRows(rounding: values, width: 20)
        var single = [Float](repeating: 0, count: 20)
        bytes.add(row: 1, times: 2, to: &single)
        for column in 0..<20 {
            #expect(abs(sum[column] - values[column] + 2 * values[40 + column]) < 0.6)
            #expect(abs(single[column] - 2 * values[20 + column]) < 0.06)
        }
    }

    @Test("a temperature sharpens what was too unsure and flattens what was too sure")
    func temperature() {
        let scores: [[Float]] = (0..<100).map { $0 % 10 == 0 ? [0, 1] : [1, 0] }
        let gold = [Int](repeating: 0, count: 100)
        #expect(abs(Temperature.fitting(scores, gold) - 1 / Float(log(9.0))) < 0.02)
        #expect(Temperature.fitting([], []) == Temperature.standard)
    }

    @Test("products agree with the sums they stand for")
    func products() {
        let a: [Float] = [1, 2, 3, 4, 5, 6]
        let b: [Float] = [1, 0, 2, 1, 0, 1]
        var c = [Float](repeating: 0, count: 4)
        BLAS.multiply(rows: 2, columns: 2, inner: 3, a, b, into: &c)
        #expect(c == [5, 5, 14, 11])
        BLAS.multiply(rows: 2, columns: 2, inner: 3, a, b, transposeB: true, into: &c)
        #expect(c == [7, 4, 16, 10])
        var y: [Float] = [1, 1]
        BLAS.multiply(rows: 2, columns: 3, a, vector: [1, 1, 1], into: &y, beta: 1)
        #expect(y == [7, 16])
        #expect(!BLAS.kernel.isEmpty)
        #expect(BLAS.threads == 1)
    }
}
