import HTTPTypes
import Hummingbird
import NIOCore
import RegistryCore

extension Response {
    /// An answer of JSON with a tag; without its content when the client has that already (`If-None-Match`).
    init(tagged json: Document, for request: Request) {
        var content = ByteBuffer(bytes: json.jsonBytes())
        content.writeString("\n")
        self.init(tagged: content, type: .json, for: request)
    }

    /// An answer with a tag of its bytes; without them when the client has them already (`If-None-Match`).
    ///
    /// It is made all the same: what it saves is the way. The client asks each time, so nothing old is shown.
    init(tagged content: ByteBuffer, type: ContentType, for request: Request) {
        let digest = content.withUnsafeReadableBytes { ContentDigest($0).value }
        let tag = "\"\(String(digest, radix: 16))-\(String(content.readableBytes, radix: 16))\""
        var headers: HTTPFields = [.eTag: tag, .cacheControl: "private, no-cache"]
        if EntityTags(request.headers[values: .ifNoneMatch]).contain(tag) {
            self.init(unchanged: headers)
        } else {
            headers[.contentType] = type.rawValue
            self.init(status: .ok, headers: headers, body: ResponseBody(byteBuffer: content))
        }
    }

    /// The answer that the client has the content already.
    init(unchanged headers: HTTPFields) {
        self.init(status: .notModified, headers: headers)
        // The length would be that of the content which is not sent.
        self.headers[.contentLength] = nil
    }
}
