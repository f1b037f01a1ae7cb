// A wait that can be cut short.

import Synchronization

/// Wakes whoever waits for a time, when the times changed.
final class ClockBell: Sendable {
    private let waiting = Mutex<(isRung: Bool, wake: CheckedContinuation<Void, Never>?)>(
        (false, nil))

    /// Ends the present wait, or the next one at once.
    func ring() {
        let wake = waiting.withLock { state in
            state.isRung = state.wake == nil
            defer { state.wake = nil }
            return state.wake
        }
        wake?.resume()
    }

    /// Waits for a ring, at most so long. One waits at a time.
    func wait(seconds: Double) async {
        let clock = Task {
            try? await Task.sleep(for: .seconds(seconds))
            if !Task.isCancelled { ring() }
        }
        defer { clock.cancel() }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isRung = waiting.withLock { state in
                    if state.isRung || Task.isCancelled {
                        state.isRung = false
                        return true
                    }
                    state.wake = continuation
                    return false
                }
                if isRung { continuation.resume() }
            }
        } onCancel: {
            ring()
        }
    }
}
