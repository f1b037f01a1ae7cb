// How far a training has come: a bar with the time left on a terminal, plain lines elsewhere.

import Foundation
import NLU
import Synchronization

/// Draws the progress of one training.
final class ProgressReporter: Sendable {
    private struct State {
        var step = ""
        var stepStarted = ContinuousClock.now
        var lastDrawn = ContinuousClock.now - .seconds(1)
        var lastQuarter = -1
        var isLineOpen = false
    }

    /// Steps that end sooner get no line of their own where there is no terminal.
    private static let longStep = Duration.milliseconds(300)

    private let terminal: Terminal
    private let state = Mutex(State())

    init(terminal: Terminal = .standard) { self.terminal = terminal }

    /// Tells how far a step has come.
    ///
    /// - Parameters:
    ///   - done: between 0 and 1.
    ///   - remark: something short, such as the loss.
    func report(step: String, done: Double, remark: String) {
        guard !terminal.isQuiet else { return }
        let text = state.withLock { state -> String? in
            let now = ContinuousClock.now
            var prefix = ""
            if state.step != step {
                if state.isLineOpen { prefix = "\n" }
                state = State(step: step, stepStarted: now)
            }
            if terminal.showsErrors {
                return bar(&state, now: now, done: done, remark: remark).map { prefix + $0 }
            }
            let quarter = Int(done * 4)
            let isLong = now - state.stepStarted > Self.longStep
            guard quarter > state.lastQuarter, isLong else { return nil }
            state.lastQuarter = quarter
            return "\(step): \(Int(done * 100)) %\(remark.isEmpty ? "" : ", \(remark)")\n"
        }
        if let text { terminal.redraw(text) }
    }

    /// Ends the line that is being redrawn.
    func finish() {
        let isOpen = state.withLock { state in
            defer { state.isLineOpen = false }
            return state.isLineOpen
        }
        if isOpen { terminal.redraw("\n") }
    }

    private func bar(
        _ state: inout State, now: ContinuousClock.Instant, done: Double, remark: String
    ) -> String? {
        guard done >= 1 || now - state.lastDrawn > .milliseconds(100) else { return nil }
        state.lastDrawn = now
        state.isLineOpen = true
        let width = 28
        let filled = min(width, max(0, Int(done * Double(width))))
        let bar =
            String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        let spent = (now - state.stepStarted) / .seconds(1)
        let left = done > 0.02 ? spent * (1 - done) / done : 0
        let time = done >= 1 ? Self.clock(spent) : "\(Self.clock(left)) left"
        let name = state.step.padding(toLength: 26, withPad: " ", startingAt: 0)
        return "\r\u{1B}[K\(name) \(bar) \(Int(done * 100)) %  \(time)  \(remark)"
    }

    private static func clock(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded())
        return whole >= 60 ? "\(whole / 60) min \(whole % 60) s" : "\(whole) s"
    }
}
