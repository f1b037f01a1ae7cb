// Lines of conversations: order, bounds, patience.

import Assistant
import Testing
import Vocabulary

@Suite struct ConversationLocksTests {
    @Test func `Tickets are served in the order they were taken`() async throws {
        let locks = ConversationLocks()
        let tickets = try (0..<50).map { _ in try locks.ticket("a") }
        let order = Order()
        await withTaskGroup(of: Void.self) { group in
            for number in tickets.indices.reversed() {
                group.addTask {
                    try? await locks.withLock(tickets[number]) { () async throws(Fault) in
                        await Task.yield()
                        order.note(number)
                    }
                }
            }
        }
        #expect(order.numbers == Array(0..<50))
    }

    @Test func `Different conversations do not wait for each other`() async throws {
        let locks = ConversationLocks(lifetimeSeconds: 600)
        let first = try locks.ticket("a")
        let other = try locks.ticket("b")
        let value = try await locks.withLock(first) { () async throws(Fault) in
            try await locks.withLock(other) { () async throws(Fault) in 7 }
        }
        #expect(value == 7)
    }

    @Test func `Too many waiting messages are refused politely`() async throws {
        let locks = ConversationLocks(waitingMax: 2)
        let tickets = try (0..<3).map { _ in try locks.ticket("a") }
        let fault = #expect(throws: Fault.self) { try locks.ticket("a") }
        #expect(fault?.code == .busy)
        _ = try locks.ticket("b")
        locks.letGo(tickets[1])
        let late = try locks.ticket("a")
        for ticket in [tickets[0], tickets[2], late] {
            try await locks.withLock(ticket) { () async throws(Fault) in }
        }
    }

    @Test func `Who waits too long gets a fault, and the line goes on without it`() async throws {
        let locks = ConversationLocks(lifetimeSeconds: 0.02)
        let first = try locks.ticket("a")
        let second = try locks.ticket("a")
        let fault = await #expect(throws: Fault.self) {
            try await locks.withLock(second) { () async throws(Fault) in }
        }
        #expect(fault?.code == .lockTimeout)
        try await locks.withLock(first) { () async throws(Fault) in }
        let third = try locks.ticket("a")
        #expect(try await locks.withLock(third) { () async throws(Fault) in 3 } == 3)
    }

    @Test func `Work that fails frees the conversation`() async throws {
        let locks = ConversationLocks()
        let first = try locks.ticket("a")
        await #expect(throws: Fault.self) {
            try await locks.withLock(first) { () async throws(Fault) in
                throw Fault(.storage, "no")
            }
        }
        let second = try locks.ticket("a")
        #expect(try await locks.withLock(second) { () async throws(Fault) in 2 } == 2)
    }
}
