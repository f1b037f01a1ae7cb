// Which channels a credentials file makes, and what stops the start.

import Channels
import Testing
import Vocabulary

@Suite("The catalogue of channels")
struct CatalogueTests {
    func channels(_ credentials: JSONValue, only connector: String? = nil) throws -> [String] {
        let world = ChannelWorld(
            fetching: Platforms(), tokens: Tokens(), sockets: Sockets(), now: { 0 },
            report: { _ in })
        return try ChannelCatalog.channels(credentials, only: connector, world: world).map(\.name)
    }

    func fault(_ credentials: JSONValue, only connector: String? = nil) -> Fault? {
        do {
            _ = try channels(credentials, only: connector)
            return nil
        } catch {
            return error as? Fault
        }
    }

    @Test("Channels come in the file's order; without any, REST is served")
    func order() throws {
        #expect(try channels(["hangouts": nil, "rest": nil]) == ["hangouts", "rest"])
        #expect(try channels(nil) == ["rest"])
        #expect(try channels([:]) == ["rest"])
        #expect(try channels(["hangouts": nil], only: "cmdline") == ["cmdline"])
    }

    @Test("Every name of the catalogue is known")
    func names() {
        for name in ChannelCatalog.names {
            let problem = fault(.object(JSONObject(distinct: [(name, .null)])))
            #expect(problem?.message.contains("Unknown input channel") != true, "\(name)")
        }
    }

    @Test("Unknown names and Python paths are refused with Rasa's words")
    func unknown() throws {
        for name in ["slak", "addons.my_channel.MyIO"] {
            let problem = try #require(fault(.object(JSONObject(distinct: [(name, .null)]))))
            #expect(
                problem.message.hasPrefix(
                    "Failed to find input channel class for '\(name)'. Unknown input channel."))
        }
    }

    @Test("Everything that is missing is named at once")
    func missing() throws {
        let problem = try #require(
            fault(["twilio": nil, "slack": ["slack_token": "x"], "rest": nil]))
        for word in ["account_sid", "auth_token", "twilio_number", "slack_signing_secret"] {
            #expect(problem.message.contains(word))
        }
        #expect(!problem.message.contains("slack_token"))
    }

    @Test("Calls to the cloud are redirected, others are not")
    func redirection() async throws {
        let platforms = Platforms(["": [:]])
        let redirected = CloudRedirection(base: "http://127.0.0.1:9/cloud/", around: platforms)
        for url in ["https://slack.com/api/x?y=1", "http://local/z"] {
            _ = try await redirected.fetch(FetchRequest(url: url))
        }
        #expect(
            platforms.requests.map(\.url)
                == ["http://127.0.0.1:9/cloud/slack.com/api/x?y=1", "http://local/z"])
    }

    @Test("Forms are read as Python reads them")
    func forms() {
        let form = FormFields(parsing: Array("a=1+2&b=%C3%A9%zz&c=&d&a=3&=x&%41=y".utf8))
        #expect(form["a"] == "1 2")
        #expect(form["b"] == "é%zz")
        #expect(form["c"] == nil)
        #expect(form["A"] == "y")
        #expect(FormFields([("k é", "a&b=+")]).encoded == "k+%C3%A9=a%26b%3D%2B")
    }
}
