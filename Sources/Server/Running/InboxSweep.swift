// Finishes what was acknowledged and did not end, after a crash or a failure: replies that were not
// delivered, turns that were not kept.

import Assistant
import Foundation
import Logging
import Vocabulary

/// Delivers and answers what waits in the inbox, at the start and again from time to time.
struct InboxSweep: Sendable {
    /// How long the start of the server waits for what a crash left, in seconds.
    static let headStartSeconds = 10.0
    /// How long to wait between two looks into the inbox, in seconds.
    static let pauseSeconds = 30.0
    /// How long to wait at least, in seconds.
    static let shortPauseSeconds = 0.1
    /// How long to wait while there is no model, in seconds.
    static let modelPauseSeconds = 1.0

    let agent: Agent
    let channels: ChannelHouse
    let logger: Logger

    /// Begins to sweep, and returns when the first look is over or took too long.
    ///
    /// - Returns: the task that goes on; to be cancelled at the end.
    func begin() async -> Task<Void, Never> {
        let (signals, signal) = AsyncStream<Void>.makeStream()
        let sweep = Task {
            var pause = await look()
            signal.finish()
            while !Task.isCancelled {
                await agent.waitForInbox(seconds: pause)
                if !Task.isCancelled { pause = await look() }
            }
        }
        let clock = Task {
            try? await Task.sleep(for: .seconds(Self.headStartSeconds))
            signal.finish()
        }
        for await _ in signals {}
        clock.cancel()
        return sweep
    }

    /// Delivers what is owed, then answers what waits.
    ///
    /// - Returns: how long to wait for the next look, in seconds.
    private func look() async -> Double {
        let sink = { @Sendable (waiting: InboxMessage) in
            channels.sink(
                waiting.channel, waiting.reply, conversation: waiting.message.conversation)
        }
        var pause = Self.pauseSeconds
        do throws(Fault) {
            let (delivered, next) = try await agent.deliverDue(sink: sink)
            if delivered > 0 { logger.info("\(delivered) replies were delivered late.") }
            if let next {
                pause = min(pause, max(Self.shortPauseSeconds, next - Date().timeIntervalSince1970))
            }
            let count = try await agent.answerInbox(sink: sink)
            if count > 0 { logger.info("\(count) messages of the inbox were answered.") }
        } catch {
            if error.code == Fault.Code.noModel { return min(pause, Self.modelPauseSeconds) }
            logger.warning("Messages wait in the inbox, another try follows: \(error)")
        }
        return pause
    }
}
