// Lists that share their elements with their copies, held against plain arrays.

import TestKit
import Testing

@testable import Dialogue

@Suite("Growing lists") struct GrowingListTests {
    @Test("a list and its copies hold what plain arrays hold, whatever is appended and cut")
    func likeArrays() {
        var generator = SeededDice(seed: 3)
        var list = GrowingList<Int>()
        var array: [Int] = []
        var copies: [(list: GrowingList<Int>, array: [Int])] = []
        for step in 0..<3000 {
            if generator.below(40) == 0 {
                let length = array.count - min(array.count, generator.below(40))
                list.cut(to: length)
                array.removeSubrange(length...)
            } else {
                list.append(step)
                array.append(step)
            }
            if generator.below(100) == 0 { copies.append((list, array)) }
            #expect(list.count == array.count && list.last == array.last)
        }
        #expect(array.count > 600)
        for (list, array) in copies + [(list, array)] { #expect(Array(list) == array) }
        list.cut(to: 0)
        #expect(list.isEmpty)
    }

    @Test("lists are cut to any length, at the borders of leaves and branches too")
    func borders() {
        for length in [0, 1, 15, 16, 17, 511, 512, 513, 1024, 1030] {
            for rest in [0, 1, 15, 16, 496, 511, 512, 513] where rest <= length {
                var list = GrowingList<Int>()
                for number in 0..<length { list.append(number) }
                list.cut(to: rest)
                list.append(-1)
                #expect(Array(list) == Array(0..<rest) + [-1])
            }
        }
    }
}
