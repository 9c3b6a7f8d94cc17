import Foundation
import RegistryCore

@testable import FileStorage

/// What a request of Google's JSON interface says of a file, and its bytes (`multipart/related`).
struct MultipartUpload {
    let metadata: Document
    let bytes: [UInt8]

    /// `nil` for a request that is none.
    init?(_ request: StorageRequest) {
        let type = request.headers.first { $0.name == "content-type" }?.value ?? ""
        let body = Data(request.body)
        guard type.hasPrefix("multipart/related; boundary="), let boundary = type.split(separator: "=").last,
            let head = body.range(of: Data("\r\n\r\n".utf8)),
            let middle = body.range(of: Data("\r\n--\(boundary)\r\n".utf8), in: head.upperBound..<body.endIndex),
            let second = body.range(of: Data("\r\n\r\n".utf8), in: middle.upperBound..<body.endIndex),
            let end = body.range(of: Data("\r\n--\(boundary)--\r\n".utf8), options: .backwards),
            let metadata = try? Document(json: Array(body[head.upperBound..<middle.lowerBound]))
        else { return nil }
        self.metadata = metadata
        bytes = Array(body[second.upperBound..<end.lowerBound])
    }
}
