// What clients sent and what they were told, held against what the server knows afterwards.

import Vocabulary

/// One message that a client sent.
struct SentMessage: Sendable {
    let conversation: String
    /// The name in it, which no other message has.
    let name: String
    let isSlack: Bool
    /// Whether the client was told that it arrived (Slack), or got the answer (REST).
    var isAcknowledged: Bool
}

/// The counts of a run of kills.
struct KillCounts: Sendable, CustomStringConvertible {
    var kills = 0
    var acknowledgedREST = 0
    var acknowledgedSlack = 0
    /// Messages that nobody was told about: sent when the server was killed.
    var cut = 0
    /// Of these, how many had their turn kept all the same.
    var cutKept = 0
    /// Slack messages sent again.
    var retries = 0
    /// Replies that Slack got a second time: killed between posting one and noting it.
    var saidAgain = 0
    /// What must not be. `unsaid` are acknowledged Slack messages whose reply Slack never got.
    var unsaid = 0
    var lost = 0
    var twice = 0
    var half = 0

    var description: String {
        "\(kills) kills; acknowledged turns: \(acknowledgedREST) over REST, \(acknowledgedSlack) "
            + "over Slack; lost \(lost), twice \(twice), half \(half); \(cut) messages were cut off, "
            + "\(cutKept) of them kept; \(retries) Slack retries; replies to Slack: "
            + "\(unsaid) not sent, \(saidAgain) sent again"
    }
}

/// Judges one conversation.
enum KillVerdict {
    /// Compares what was sent to a conversation with its events.
    ///
    /// - Returns: what is wrong, one sentence each.
    static func judge(
        _ sent: [SentMessage], _ events: [JSONValue], into counts: inout KillCounts
    ) -> [String] {
        var problems: [String] = []
        let turns = split(events)
        let kept = turns.map(\.name)
        for message in sent {
            let times = kept.count { $0 == message.name }
            if times > 1 {
                counts.twice += 1
                problems.append("\(message.name) is there \(times) times")
            }
            if message.isAcknowledged, times == 0 {
                counts.lost += 1
                problems.append("\(message.name) was acknowledged and is not there")
            }
            if !message.isAcknowledged {
                counts.cut += 1
                counts.cutKept += min(times, 1)
            } else if message.isSlack {
                counts.acknowledgedSlack += 1
            } else {
                counts.acknowledgedREST += 1
            }
        }
        let order = sent.map(\.name).filter(kept.contains)
        if Set(kept).count == kept.count, order != kept {
            problems.append("the order is \(kept), sent was \(order)")
        }
        for turn in turns where !turn.isWhole {
            counts.half += 1
            problems.append("the turn of \(turn.name) is half: \(turn.kinds)")
        }
        return problems
    }

    private struct Turn {
        let name: String
        var kinds: [String] = []
        var isWhole: Bool {
            let wanted = [
                "slot", "action utter_name", "bot Noted \(name)", "action action_listen",
            ]
            return kinds.filter { $0 != "user_featurization" } == wanted
        }
    }

    /// The turns, each from one user message to the next; what a session begins with is left out.
    private static func split(_ events: [JSONValue]) -> [Turn] {
        var turns: [Turn] = []
        for event in events {
            let kind = event["event"]?.string ?? ""
            if kind == "user" {
                let text = event["text"]?.string ?? ""
                let name = text.split(separator: "\"").dropFirst(3).first.map(String.init)
                turns.append(Turn(name: name ?? text))
                continue
            }
            guard !turns.isEmpty else { continue }
            switch kind {
            case "action":
                turns[turns.count - 1].kinds.append(
                    "action " + (event["name"]?.string ?? ""))
            case "bot": turns[turns.count - 1].kinds.append("bot " + (event["text"]?.string ?? ""))
            default: turns[turns.count - 1].kinds.append(kind)
            }
        }
        return turns
    }
}
