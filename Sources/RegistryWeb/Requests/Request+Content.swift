import HTTPTypes
import Hummingbird
import NIOCore
import RegistryCore

extension Request {
    /// The fields of the address's query.
    func queryFields() throws(RegistryError) -> FormFields { try FormFields(encoded: uri.query ?? "") }

    /// The fields of a form's body.
    func formFields(upTo largest: Int) async throws -> FormFields {
        let bytes = try await bodyBytes(upTo: largest)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw RegistryError(.invalidArgument, "The form's body is not UTF-8 text.")
        }
        return try FormFields(encoded: text)
    }

    /// The body as a JSON object.
    func jsonBody(upTo largest: Int) async throws -> Document {
        let bytes = try await bodyBytes(upTo: largest)
        guard !bytes.isEmpty else {
            throw RegistryError(.invalidArgument, "The request has no body; a JSON object is expected.")
        }
        return try await LargeBody.document(bytes)
    }

    /// The body's bytes.
    ///
    /// - Throws: ``RequestRefusal`` (`bodyTooLarge`).
    func bodyBytes(upTo largest: Int) async throws -> [UInt8] {
        do {
            let buffer = try await body.collect(upTo: largest)
            return Array(buffer.readableBytesView)
        } catch is NIOTooManyBytesError {
            throw RequestRefusal(
                .bodyTooLarge, "The request's body has more than \(largest) bytes, which is the limit.")
        }
    }

    /// Whether the answer is for somebody with a browser rather than for a program.
    var wantsPage: Bool {
        headers[.accept]?.contains("text/html") == true && !uri.path.hasPrefix("/api/")
    }

    /// The colours the browser asked for in the cookie `theme`.
    var theme: Theme { cookies["theme"].flatMap { Theme(rawValue: $0.value) } ?? .system }
}
