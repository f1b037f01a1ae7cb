// The REST channel, and the command line's, which is the same under another name.

import Vocabulary

/// `rest` and `cmdline`: a message in, the list of replies out.
struct RestChannel: ChatChannel {
    let name: String
    let prefix = "rest"

    func receive(_ request: ChannelRequest) async -> ChannelReception {
        do throws(ChannelRefusal) {
            return try RestPayload(request, channel: name).reception
        } catch {
            return error.reception
        }
    }

    func sink(_ reply: JSONObject, conversation: String) -> (any ChannelSink)? { nil }
}
