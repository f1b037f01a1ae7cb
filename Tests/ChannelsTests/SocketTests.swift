// Engine.IO's and Socket.IO's packets, and the life of a connection.

import Channels
import Testing
import Vocabulary

@Suite("Socket.IO")
struct SocketTests {
    @Test(
        "Packets of Engine.IO are read as they are written",
        arguments: [
            .open("{}"), .close, .ping("probe"), .pong(""), .message("2[\"é\r\n\"]"),
            .binary([0, 255]),
            .upgrade, .noop,
        ] as [EnginePacket])
    func enginePackets(packet: EnginePacket) {
        #expect(EnginePacket(packet.text) == packet)
        #expect(
            EnginePacket.packets(of: EnginePacket.payload([packet, .noop])) == [packet, .noop])
    }

    @Test("What is no payload is not read", arguments: ["", "9", "4a\u{1E}", "b?", "\u{1E}\u{1E}"])
    func badPayloads(text: String) {
        #expect(EnginePacket.packets(of: text) == nil)
    }

    @Test("Too many packets at once are refused")
    func manyPackets() {
        let limit = EnginePacket.payloadPacketsMax
        let payload = { EnginePacket.payload(Array(repeating: .noop, count: $0)) }
        #expect(EnginePacket.packets(of: payload(limit))?.count == limit)
        #expect(EnginePacket.packets(of: payload(limit + 1)) == nil)
    }

    @Test("Packets of Socket.IO")
    func socketPackets() throws {
        let event = try #require(SocketPacket("2/a?x=1,12[\"say\",{\"k\":1}]"))
        #expect(event.kind == .event)
        #expect(event.namespace == "/a")
        #expect(event.id == 12)
        #expect(event.data == ["say", ["k": 1]])
        #expect(event.text == "2/a,12[\"say\",{\"k\":1}]")
        #expect(SocketPacket("0")?.kind == .connect)
        #expect(SocketPacket("0{\"token\":\"t\"}")?.data == ["token": "t"])
        #expect(SocketPacket("0/only")?.namespace == "/only")
        #expect(SocketPacket("52-[\"x\"]")?.attachments == 2)
        for bad in ["", "7", "x", "2[", "5[\"x\"]", "599-[]", "2{\"a\":}"] {
            #expect(SocketPacket(bad) == nil, "\(bad)")
        }
    }

    func connection(_ change: (inout SocketSettings) -> Void = { _ in }, connected: Bool = true)
        -> SocketConnection
    {
        var settings = SocketSettings()
        change(&settings)
        var connection = SocketConnection(id: "E", client: "C", settings: settings, now: 100)
        if connected { _ = connection.receive(.message("0")) }
        return connection
    }

    func texts(_ outputs: [SocketOutput]) -> [String] {
        outputs.compactMap { if case .send(let packet) = $0 { packet.text } else { nil } }
    }

    @Test("The handshake says how to go on, connecting gives the client's id and room")
    func connecting() throws {
        var connection = connection(connected: false)
        let handshake = connection.handshake(canUpgrade: true).text
        let json = try JSONValue(parsing: String(handshake.dropFirst()))
        #expect(
            json == [
                "sid": "E", "upgrades": ["websocket"], "pingInterval": 25000, "pingTimeout": 20000,
                "maxPayload": 1_000_000,
            ])
        #expect(connection.receive(.message("2[\"user_uttered\",{\"message\":\"x\"}]")).isEmpty)
        let outputs = connection.receive(.message("0"))
        #expect(texts(outputs) == ["40{\"sid\":\"C\"}"])
        #expect(outputs.contains(.join(room: "C")))
        #expect(connection.receive(.message("0")).isEmpty, "connecting twice changes nothing")
        #expect(
            texts(connection.receive(.message("0/other,"))) == [
                "44/other,{\"message\":\"Unable to connect\"}"
            ])
    }

    @Test("With a key a connection waits for the check of its token")
    func tokens() {
        var connection = connection({ $0.needsToken = true }, connected: false)
        let refusal = ["44{\"message\":\"Connection rejected by server\"}"]
        #expect(texts(connection.receive(.message("0"))) == refusal)
        #expect(connection.receive(.message("0{\"token\":\"t\"}")) == [.check(token: "t")])
        #expect(connection.receive(.message("2[\"session_request\"]")).isEmpty)
        #expect(texts(connection.admit(false)) == refusal)
        #expect(connection.receive(.message("0{\"token\":\"u\"}")) == [.check(token: "u")])
        #expect(texts(connection.admit(true)) == ["40{\"sid\":\"C\"}"])
        #expect(connection.admit(true).isEmpty)
    }

    @Test("A session is confirmed, one is made when there is none")
    func sessions() throws {
        var lasting = connection { $0.persistsSessions = true }
        let outputs = lasting.receive(.message("21[\"session_request\",{\"session_id\":\"s\"}]"))
        #expect(outputs.first == .join(room: "s"))
        #expect(texts(outputs) == ["42[\"session_confirm\",\"s\"]", "431[]"])
        for empty in ["", ",null", ",{}", ",{\"session_id\":null}"] {
            var fleeting = connection()
            let text = try #require(
                texts(fleeting.receive(.message("2[\"session_request\"\(empty)]"))).first)
            let id = try #require(SocketPacket(String(text.dropFirst()))?.data?.array?.last?.string)
            #expect(id.count == 32)
        }
        var odd = connection()
        #expect(odd.receive(.message("2[\"session_request\",\"x\"]")).isEmpty)
    }

    @Test("A message belongs to its session when sessions persist, else to the client")
    func messages() throws {
        let say = #"2["user_uttered",{"message":" hi ","session_id":"s","metadata":"{\"a\":1}"}]"#
        for (persists, conversation) in [(true, "s"), (false, "C")] {
            var connection = connection { $0.persistsSessions = persists }
            let expected = UserMessage(
                text: "hi", conversation: conversation, inputChannel: "socketio", metadata: ["a": 1]
            )
            #expect(
                connection.receive(.message(say))
                    == [.turn(ChannelMessage(expected), acknowledgement: nil, event: nil)])
        }
        var lasting = connection { $0.persistsSessions = true }
        #expect(lasting.receive(.message("2[\"user_uttered\",{\"message\":\"hi\"}]")).isEmpty)
        var fleeting = connection()
        let bare = fleeting.receive(.message("27[\"user_uttered\",{}]"))
        let expected = UserMessage(
            text: "", conversation: "C", inputChannel: "socketio", metadata: [:])
        #expect(
            bare == [.turn(ChannelMessage(expected), acknowledgement: .message("37[]"), event: 7)])
        for bad in ["\"x\"", "{\"message\":5}", "{\"metadata\":\"{\"}", "{\"metadata\":[1]}"] {
            #expect(fleeting.receive(.message("2[\"user_uttered\",\(bad)]")).isEmpty, "\(bad)")
        }
        #expect(fleeting.receive(.message("2[\"other\",{}]")).isEmpty)
    }

    @Test("A silent client is asked, and given up when it does not answer")
    func heartbeats() {
        var connection = connection()
        #expect(connection.nextTick == 125)
        #expect(connection.tick(now: 124).isEmpty)
        #expect(connection.tick(now: 125) == [.send(.ping(""))])
        #expect(connection.nextTick == 145)
        #expect(connection.receive(.pong("")).isEmpty)
        #expect(connection.tick(now: 150) == [.send(.ping(""))])
        #expect(connection.tick(now: 169).isEmpty)
        #expect(connection.tick(now: 170) == [.close])
        var idle = self.connection(connected: false)
        _ = idle.tick(now: 125)
        _ = idle.receive(.pong(""))
        #expect(idle.tick(now: 145) == [.close], "who never connects is not kept")
    }

    @Test("Leaving, nonsense and floods end a connection; probes are answered")
    func endings() {
        var connection = connection()
        #expect(connection.receive(.ping("probe")) == [.send(.pong("probe"))])
        #expect(connection.receive(.message("1")) == [.leave, .close])
        #expect(connection.receive(.close) == [.close])
        #expect(connection.receive(.message("?")) == [.close])
        let flood = String(repeating: "x", count: SocketConnection.messageBytesMax + 1)
        #expect(connection.receive(.message(flood)) == [.close])
    }

    @Test("The catalogue reads the channel's settings; tokens are checked by key and method")
    func settings() async throws {
        let bench = try Bench(
            "socketio",
            [
                "user_message_evt": "u", "bot_message_evt": "b", "session_persistence": true,
                "socketio_path": "chat/", "jwt_key": "K", "namespace": "n", "metadata_key": "m",
            ])
        let channel = try #require(bench.channel as? SocketIOChannel)
        #expect(
            channel.settings
                == SocketSettings(
                    userEvent: "u", botEvent: "b", namespace: "/n", persistsSessions: true,
                    path: "/chat", metadataKey: "m", needsToken: true))
        #expect(await channel.accepts(token: "k.none.K"))
        #expect(await channel.accepts(token: "k.none.X") == false)
        #expect(await channel.accepts(token: "") == false)
    }
}
