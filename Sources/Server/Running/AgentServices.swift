// What runs beside the answers for as long as the server runs: reminders and published events.

import Assistant
import ServiceLifecycle
import Storage
import Vocabulary

/// Fires reminders when they are due.
struct ReminderService: Service {
    let agent: Agent
    let channels: ChannelHouse

    /// Fires until the server stops.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            await agent.runReminders { channel, conversation in
                channels.sink(channel, conversation: conversation)
            }
        }
    }
}

/// Publishes events as they are committed.
struct PublishingService: Service {
    let publisher: EventPublisher

    /// Publishes until the server stops, then what the last turns left.
    func run() async throws {
        await cancelWhenGracefulShutdown { await publisher.run() }
        try? await publisher.publishAll()
    }
}
