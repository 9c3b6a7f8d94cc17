import Foundation

/// Where a MongoDB of this machine is, from a URL without a database.
package struct MongoAddress: Sendable {
    /// The port of its first member.
    package let port: Int

    private let components: URLComponents

    /// `nil` for text that is no URL with a port.
    package init?(url: String) {
        guard let components = URLComponents(string: url), let port = components.port else { return nil }
        (self.components, self.port) = (components, port)
    }

    /// The URL of one of its databases.
    package func database(_ name: String) -> String {
        var components = components
        components.path = "/" + name
        return components.string ?? ""
    }
}
