// One life of a server: it is loaded by many clients until it is killed.

import Foundation
import Synchronization
import TestKit
import Vocabulary

/// Loads a server and kills it at a random moment.
final class KillRound: Sendable {
    /// How many clients talk over REST, and how many over Slack.
    static let clients = (rest: 4, slack: 3)

    private let number: Int
    private let program: ServingProgram
    private let answersUntilKill: Int
    private let delay: UInt32
    private let state = Mutex((sent: [SentMessage](), answers: 0, problems: [String]()))

    /// - Parameter random: from 0 up to what is given.
    init(_ number: Int, _ program: ServingProgram, random: (Int) -> Int) {
        self.number = number
        self.program = program
        answersUntilKill = random(60)
        delay = UInt32(random(4_000))
    }

    /// What was sent, in the order of each client, and what was answered wrongly.
    func run() async -> (sent: [SentMessage], problems: [String]) {
        await withTaskGroup(of: Void.self) { group in
            for client in 0..<Self.clients.rest {
                group.addTask { await besides { self.talk(client, isSlack: false) } }
            }
            for client in 0..<Self.clients.slack {
                group.addTask { await besides { self.talk(client, isSlack: true) } }
            }
            if answersUntilKill == 0 { program.kill() }
        }
        _ = await program.exitCode()
        return state.withLock { ($0.sent, $0.problems) }
    }

    private func talk(_ client: Int, isSlack: Bool) {
        guard let connection = KeptConnection(port: program.port) else { return }
        let conversation = "\(isSlack ? "s" : "r")\(number)-\(client)"
        for message in 0... {
            let name = "\(conversation)-\(message)"
            let text = EchoAssistant.text(name)
            let answer =
                isSlack
                ? connection.slack(text, by: conversation, event: "Ev" + name)
                : connection.say(text, in: conversation)
            note(
                SentMessage(
                    conversation: conversation, name: name, isSlack: isSlack,
                    isAcknowledged: answer != nil), answer)
            if answer == nil { return }
        }
    }

    private func note(_ message: SentMessage, _ answer: Answered?) {
        let isTime = state.withLock { state in
            state.sent.append(message)
            guard let answer else { return false }
            if answer.status != 200
                || (!message.isSlack && answer.texts != ["Noted \(message.name)"])
            {
                state.problems.append(
                    "\(message.name) was answered \(answer.status) "
                        + String(decoding: answer.body, as: UTF8.self))
            }
            state.answers += 1
            return state.answers == answersUntilKill
        }
        guard isTime else { return }
        usleep(delay)
        program.kill()
    }
}
