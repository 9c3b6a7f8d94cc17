import HTTPTypes
import Hummingbird
import NIOCore
import RegistryCore

extension Response {
    /// An answer of JSON, its keys in the order given.
    init(json: Document, status: HTTPResponse.Status = .ok, type: ContentType = .json) {
        self.init(
            status: status, headers: [.contentType: type.rawValue, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: json.json() + "\n")))
    }

    /// An answer of JSON that is a list.
    init(json: [Value]) {
        self.init(
            status: .ok, headers: [.contentType: ContentType.json.rawValue, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: Value.array(json).json() + "\n")))
    }

    /// A page.
    init(html: String, status: HTTPResponse.Status = .ok) {
        self.init(
            status: status, headers: [.contentType: ContentType.html.rawValue, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }
}

/// The media types of answers.
enum ContentType: String {
    case json = "application/json"
    case problemJSON = "application/problem+json"
    case linesOfJSON = "application/x-ndjson"
    case events = "text/event-stream"
    case png = "image/png"
    case html = "text/html; charset=utf-8"
    case text = "text/plain; charset=utf-8"
}
