import HTTPTypes
import HummingbirdCore

/// Compresses answers of text for clients that take gzip.
///
/// Not what is small, is compressed already (pictures), is asked for in parts (files), comes of a link of another site, or must arrive at once (streams of
/// events). An answer to HEAD tells of the content as it is uncompressed.
struct GzipCompression: Sendable {
    /// Content of fewer bytes fits into one packet anyway: 1,000.
    static let smallestContent = 1_000

    private static let types: Set<String> = [
        "application/json", "application/problem+json", "application/x-ndjson", "image/svg+xml", "text/css", "text/csv",
        "text/html", "text/javascript", "text/plain",
    ]

    private let siteField = HTTPField.Name("Sec-Fetch-Site")

    /// Compresses an answer if it may be, and tells caches that it depends on what the client takes.
    func apply(to response: inout Response, for request: Request) {
        if response.status == .notModified { return keepTag(of: &response, for: request) }
        guard isCompressible(response) else { return }
        Self.addVary(to: &response.headers)
        guard request.method != .head, isWorthIt(response), !isFromElsewhere(request),
            AcceptedEncodings(request.headers[values: .acceptEncoding]).takesGzip
        else { return }
        let body = response.body
        response.body = ResponseBody { writer in
            try await body.write(GzipWriter(before: writer, through: try GzipStream()))
        }
        response.headers[.contentLength] = nil
        response.headers[.contentEncoding] = "gzip"
        // The bytes are others than those the tag was made of; what they say is the same.
        if let tag = response.headers[.eTag], !tag.hasPrefix("W/") { response.headers[.eTag] = "W/" + tag }
    }

    private func isCompressible(_ response: Response) -> Bool {
        let type = response.headers[.contentType]?.prefix { $0 != ";" }.lowercased() ?? ""
        return Self.types.contains(type) && response.headers[.contentEncoding] == nil
            && response.headers[.acceptRanges] == nil && response.headers[.contentRange] == nil
    }

    private func isWorthIt(_ response: Response) -> Bool {
        // What sets a cookie holds a secret; it must not share a length with what a stranger chose.
        guard response.headers[.setCookie] == nil else { return false }
        return response.body.contentLength.map { $0 >= Self.smallestContent } ?? true
    }

    /// Whether a page of another site made the browser ask. Whoever asks again and again, each time with another guess beside
    /// what the store holds, and sees the lengths on the way, must not learn from them which guess was right.
    private func isFromElsewhere(_ request: Request) -> Bool {
        guard let siteField, let site = request.headers[siteField] else { return false }
        return site != "same-origin" && site != "none"
    }

    /// The tag of what the client has, as the client has it: a cache takes the answer's tag for its own.
    private func keepTag(of response: inout Response, for request: Request) {
        Self.addVary(to: &response.headers)
        guard let tag = response.headers[.eTag], !tag.hasPrefix("W/"),
            AcceptedEncodings(request.headers[values: .acceptEncoding]).takesGzip,
            request.headers[values: .ifNoneMatch].contains(where: { $0.contains("W/" + tag) })
        else { return }
        response.headers[.eTag] = "W/" + tag
    }

    private static func addVary(to headers: inout HTTPFields) {
        headers[.vary] = [headers[.vary], "Accept-Encoding"].compactMap(\.self).joined(separator: ", ")
    }
}
