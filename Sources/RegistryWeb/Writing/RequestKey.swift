import HTTPTypes
import Hummingbird
import RegistryCore

/// What a client makes up for a request so that it can send it again without doing anything twice.
struct RequestKey: Sendable {
    static let headerName = "Idempotency-Key"
    /// The longest key: 255 characters.
    static let longest = 255

    let text: String

    /// The key of a request; `nil` when it has none.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a key that is empty, too long, or not of visible ASCII characters.
    init?(of request: Request) throws(RegistryError) {
        guard let name = HTTPField.Name(Self.headerName), let text = request.headers[name] else { return nil }
        guard (1...Self.longest).contains(text.utf8.count), text.utf8.allSatisfy({ (33...126).contains($0) }) else {
            throw RegistryError(
                .invalidArgument,
                "The header \(Self.headerName) has 1 to \(Self.longest) letters, digits and signs, without spaces.")
        }
        self.text = text
    }
}
