import Assistant
import Synchronization
import Testing
import Vocabulary

@Suite("Training queue") struct TrainingQueueTests {
    @Test("jobs run one after another, and one more than may wait is refused")
    func bounded() async throws {
        let queue = TrainingQueue(waitingMax: 2)
        let gate = Gate()
        let counter = Counter()
        let first = Task {
            try await queue.run {
                gate.wait()
                return counter.next()
            }
        }
        while queue.activeJobs < 1 { await Task.yield() }
        let waiting = (0..<2).map { _ in
            Task { try await queue.run { counter.next() } }
        }
        while queue.activeJobs < 3 { await Task.yield() }
        await #expect(throws: Fault.self) { try await queue.run { 0 } }
        gate.open()
        #expect(try await first.value == 1)
        let order = try await [waiting[0].value, waiting[1].value].sorted()
        #expect(order == [2, 3])
        while queue.activeJobs > 0 { await Task.yield() }
    }

    @Test("a job that throws gives its error to its caller and lets the next one start")
    func failure() async throws {
        let queue = TrainingQueue()
        await #expect(throws: Fault(.cancelled, "stopped")) {
            try await queue.run { throw Fault(.cancelled, "stopped") }
        }
        #expect(try await queue.run { 7 } == 7)
    }
}

/// Lets a thread wait until it is opened.
private final class Gate: Sendable {
    private let isOpen = Mutex(false)
    func open() { isOpen.withLock { $0 = true } }
    func wait() { while !isOpen.withLock({ $0 }) {} }
}

/// Counts how many jobs have run.
private final class Counter: Sendable {
    private let count = Mutex(0)
    func next() -> Int {
        count.withLock { value in
            value += 1
            return value
        }
    }
}
