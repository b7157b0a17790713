// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Which site a document is of, and which of its pages.
///
/// The site is the host of the address that the page gives as its own, or else of the one it was
/// fetched from, without `www.`; without an address the site's name; without that the first folder of
/// its path, so that documents of one source are together.
struct SiteName: Equatable {
    let name: String
    /// The page's address without what does not tell pages apart; `nil` without one.
    let page: String?

    init(_ document: Document) {
        for address in [document.url, document.source.url] {
            guard let address, let host = SiteName.host(address) else { continue }
            name = "host " + host
            let end = address.utf8.firstIndex(of: UInt8(ascii: "#")) ?? address.endIndex
            page = String(address[..<end])
            return
        }
        page = nil
        if let site = document.site, !site.isEmpty {
            name = "name " + site.lowercased()
        } else {
            let path = document.source.path.utf8
            let end = path.firstIndex(of: UInt8(ascii: "/")) ?? path.startIndex
            name = "folder " + String(document.source.path[..<end])
        }
    }

    /// An address's host, in lower case; `nil` when it has none.
    private static func host(_ address: String) -> String? {
        let bytes = Array(address.utf8)
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
            bytes[colon...].starts(with: Array("://".utf8))
        else { return nil }
        var host = bytes[(colon + 3)...]
        if let end = host.firstIndex(where: { $0 == 0x2F || $0 == 0x3F || $0 == 0x23 }) {
            host = host[..<end]
        }
        if let at = host.lastIndex(of: UInt8(ascii: "@")) { host = host[(at + 1)...] }
        // What is in brackets has colons of its own.
        if host.first != UInt8(ascii: "["), let port = host.firstIndex(of: UInt8(ascii: ":")) {
            host = host[..<port]
        }
        var text = String(decoding: host, as: UTF8.self).lowercased()
        if text.hasPrefix("www.") { text.removeFirst(4) }
        return text.isEmpty ? nil : text
    }
}
