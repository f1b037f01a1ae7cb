// How Twilio signs its requests.

import Vocabulary

/// Twilio's signature of a form: HMAC-SHA1 over the address and the sorted fields.
enum TwilioSignature {
    /// Whether a request is signed for an address.
    ///
    /// - Parameter url: the address as Twilio knows it, its query included.
    static func isValid(_ request: ChannelRequest, url: String, token: String) -> Bool {
        let fields = request.form.fields.sorted {
            ($0.name, $0.value) < ($1.name, $1.value)
        }
        let text = fields.reduce(into: url) { $0 += $1.name + $1.value }
        return Signatures.isValid(
            base64: request.header("x-twilio-signature") ?? "", of: text, secret: token)
    }

    /// What to say at start when nothing is verified.
    static func warning(_ channel: String) -> String {
        "\(channel): its requests are not verified; 'webhook_url' (the address Twilio calls) and "
            + "'auth_token' in its credentials do."
    }
}
