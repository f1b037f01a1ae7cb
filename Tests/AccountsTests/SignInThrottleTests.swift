// Pauses that grow with wrong passwords, and bounds by address and login.

import Synchronization
import Testing

@testable import Accounts

struct SignInThrottleTests {
    /// The seconds to wait; 0 when the attempt is looked at.
    static func attempt(_ throttle: SignInThrottle, _ login: String, _ network: String) -> Double {
        do {
            try throttle.begin(login: login, network: network)
            return 0
        } catch .tooManyAttempts(let seconds) {
            return seconds
        } catch {
            return -1
        }
    }

    @Test("Each wrong password after the free ones doubles the pause, up to an hour")
    func pauses() {
        let clock = Mutex(0.0)
        let throttle = SignInThrottle { clock.withLock { $0 } }
        for _ in 0..<SignInThrottle.freeFailures {
            #expect(Self.attempt(throttle, "a", "n") == 0)
        }
        var pauses: [Double] = []
        for _ in 0..<9 {
            let pause = Self.attempt(throttle, "a", "n")
            pauses.append(pause)
            clock.withLock { $0 += pause }
            #expect(Self.attempt(throttle, "a", "n") == 0)
        }
        #expect(pauses == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600])
        #expect(Self.attempt(throttle, "b", "n") == 0)
        #expect(Self.attempt(throttle, "a", "m") == 0)
        throttle.forget(login: "a")
        #expect(Self.attempt(throttle, "a", "n") == 0)
    }

    @Test("The right password, and an attempt without an end, leave no trace")
    func noTrace() {
        let clock = Mutex(0.0)
        let throttle = SignInThrottle { clock.withLock { $0 } }
        for round in 0..<20 {
            clock.withLock { $0 += 10 }
            #expect(Self.attempt(throttle, "a", "n") == 0, "\(round)")
            if round % 2 == 0 {
                throttle.withdraw(login: "a", network: "n")
            } else {
                throttle.succeed(login: "a", network: "n")
            }
        }
        // Withdrawing does not take wrong passwords back that came before.
        for _ in 0..<SignInThrottle.freeFailures - 1 { _ = Self.attempt(throttle, "a", "n") }
        #expect(Self.attempt(throttle, "a", "n") == 0)
        throttle.withdraw(login: "a", network: "n")
        #expect(Self.attempt(throttle, "a", "n") == 0)
        #expect(Self.attempt(throttle, "a", "n") > 0)
    }

    @Test("Guesses of one login from many addresses are slowed down as well")
    func distributed() {
        let clock = Mutex(0.0)
        let throttle = SignInThrottle { clock.withLock { $0 } }
        var looked = 0
        for number in 0..<200 {
            clock.withLock { $0 += 3 }
            if Self.attempt(throttle, "a", "n\(number)") == 0 { looked += 1 }
        }
        #expect(looked < SignInThrottle.freeFailuresEverywhere + 10)
    }

    @Test("One address may try so many logins a minute, and strangers do not fill the memory")
    func addresses() {
        let clock = Mutex(0.0)
        let throttle = SignInThrottle { clock.withLock { $0 } }
        var looked = 0
        for number in 0..<100 where Self.attempt(throttle, "l\(number)", "n") == 0 { looked += 1 }
        #expect(looked == Int(SignInThrottle.attemptsPerMinute))
        for number in 0..<(SignInThrottle.keysMax * 3) {
            _ = Self.attempt(throttle, "x\(number)", "y\(number)")
        }
        clock.withLock { $0 += 60 }
        #expect(Self.attempt(throttle, "l0", "n") == 0)
    }
}
