// What conversations need while nobody asks: reminders, and messages a crash left unanswered.

import Assistant
import Logging
import ServiceLifecycle
import Vocabulary

/// Fires reminders for as long as the server runs.
struct ConversationClock: Service {
    let agent: Agent
    let channels: ChannelHouse
    let logger: Logger

    /// Answers what waits in the inbox. To be called before any channel takes messages.
    func catchUp() async {
        do throws(Fault) {
            let count = try await agent.answerInbox { waiting in
                channels.sink(
                    waiting.channel, waiting.reply, conversation: waiting.message.conversation)
            }
            if count > 0 { logger.notice("\(count) messages of the last run were answered.") }
        } catch {
            logger.warning("Messages wait in the inbox: \(error)")
        }
    }

    /// Fires reminders until the server stops.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            await agent.runReminders { channel, conversation in
                channels.sink(channel, conversation: conversation)
            }
        }
    }
}
