// A way of calls in the words of the HTTP client.

import AsyncHTTPClient
import Foundation
import NIOSSL
import Vocabulary

extension FetchRoute {
    /// The port of a proxy that names none.
    private static let proxyPort = 80

    /// Puts the way into a client's configuration.
    ///
    /// - Throws: `Fault` `.peerFailed` for a proxy that is no `http://` address, or authorities that
    ///   can't be read.
    func apply(to configuration: inout HTTPClient.Configuration) throws(Fault) {
        if let proxy { configuration.proxy = try Self.proxy(proxy) }
        if let authorityFile {
            do {
                // Read now, so that what is wrong is told with the name of the file.
                let authorities = try NIOSSLCertificate.fromPEMFile(authorityFile)
                var settings = TLSConfiguration.makeClientConfiguration()
                settings.trustRoots = .certificates(authorities)
                configuration.tlsConfiguration = settings
            } catch {
                throw Fault(
                    .peerFailed, "The authorities of '\(authorityFile)' can't be read: \(error).",
                    remedy: "'cafile' names a PEM file of certificates.")
            }
        }
    }

    private static func proxy(_ text: String) throws(Fault) -> HTTPClient.Configuration.Proxy {
        guard let address = URLComponents(string: text), let host = address.host, !host.isEmpty,
            address.scheme?.lowercased() == "http"
        else {
            // The address may hold a password.
            throw Fault(
                .peerFailed,
                "The proxy of the settings is no address of the form http://host:port.",
                remedy: "Proxies that are spoken to over HTTPS or SOCKS are not supported.")
        }
        let authorization = address.user.map {
            HTTPClient.Authorization.basic(username: $0, password: address.password ?? "")
        }
        return .server(
            host: host, port: address.port ?? proxyPort, authorization: authorization)
    }
}
