import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import RegistryCore

/// The bytes of a file's record, wherever they lie: in the record, or below the folder of logs.
struct FileContent {
    private enum Source {
        case bytes([UInt8])
        case file(URL)
    }

    private let source: Source
    private let size: Int64
    private let tag: String
    private let name: String
    private let type: String

    /// How many bytes are read at a time. Every client that reads slowly holds as many.
    private static let portion = 32 * 1_024

    /// - Throws: ``RegistryError`` with `notFound` for a file that is not there; ``RequestRefusal`` for one that lies outside of the
    ///   folder of logs, or elsewhere altogether.
    init(of record: Document, in places: FilePlaces) throws {
        let path = FilePlaces.path(of: record)
        name = (record["file"]?.stringValue ?? path).split(separator: "/").last.map(String.init) ?? "file"
        let type = Self.mediaType(record["contentType"]?.stringValue ?? Self.usualType(of: name))
        if let text = record["text"]?.stringValue {
            let bytes = Array(text.utf8)
            var hash = FNV1a()
            hash.combine(bytes)
            source = .bytes(bytes)
            size = Int64(bytes.count)
            tag = "\"\(String(hash.digest, radix: 16))\""
            self.type = Self.checked(type) { bytes.prefix($0) }
            return
        }
        let file = try places.file(of: record)
        let values = try? file.resourceValues(forKeys: [.fileSizeKey, .contentModificationDateKey])
        guard let size = values?.fileSize else {
            throw RegistryError(.notFound, "The file cannot be read any longer.")
        }
        source = .file(file)
        self.size = Int64(size)
        let milliseconds = Int64((values?.contentModificationDate?.timeIntervalSince1970 ?? 0) * 1_000)
        tag = "\"\(String(size, radix: 16))-\(String(milliseconds, radix: 16))\""
        self.type = Self.checked(type) { count in
            let handle = try? FileHandle(forReadingFrom: file)
            defer { try? handle?.close() }
            return (try? handle?.read(upToCount: count)).map(Array.init)?[...] ?? []
        }
    }

    /// The file as an attachment: no browser shows it as a page of this server, whatever it holds.
    ///
    /// - Throws: ``RequestRefusal`` (`rangeNotSatisfiable`).
    func response(to request: Request) throws -> Response {
        var headers: HTTPFields = [
            .eTag: tag, .cacheControl: "private, no-cache", .acceptRanges: "bytes",
            .contentDisposition: "attachment; filename*=UTF-8''\(PathSegment.encoded(name))",
        ]
        if EntityTags(request.headers[values: .ifNoneMatch]).contain(tag) {
            return Response(unchanged: headers)
        }
        headers[.contentType] = type
        if let policy = HTTPField.Name("Content-Security-Policy") { headers[policy] = SecurityHeaders.ofFiles }
        // Parts are for who has the others of the same content.
        let isSame = request.headers[.ifRange].map { $0 == tag } ?? true
        switch ByteRange.answer(to: isSame ? request.headers[.range] : nil, size: size) {
        case .whole: return Response(status: .ok, headers: headers, body: body(0..<size))
        case .part(let range):
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
            return Response(status: .partialContent, headers: headers, body: body(range))
        case .unsatisfiable:
            throw RequestRefusal(
                .rangeNotSatisfiable, "The file has \(size) bytes.", fields: [.contentRange: "bytes */\(size)"])
        }
    }

    private func body(_ range: Range<Int64>) -> ResponseBody {
        switch source {
        case .bytes(let bytes):
            return ResponseBody(byteBuffer: ByteBuffer(bytes: bytes[Int(range.lowerBound)..<Int(range.upperBound)]))
        case .file(let file):
            // A portion of it is held at a time, however large it is.
            AnswerPlace.current?.stream()
            return ResponseBody(contentLength: range.count) { writer in
                let handle = try FileHandle(forReadingFrom: file)
                defer { try? handle.close() }
                try handle.seek(toOffset: UInt64(range.lowerBound))
                var missing = range.count
                while missing > 0 {
                    guard let bytes = try handle.read(upToCount: min(Self.portion, missing)), !bytes.isEmpty else {
                        // The connection ends here, by which the client knows that something is missing.
                        throw RegistryError(.unavailable, "The file became shorter while it was sent.")
                    }
                    missing -= bytes.count
                    try await writer.write(ByteBuffer(bytes: bytes))
                }
                try await writer.finish(nil)
            }
        }
    }

    /// A media type that pages show as a picture, only if the content begins as one.
    private static func checked(_ type: String, _ start: (Int) -> ArraySlice<UInt8>) -> String {
        guard let picture = PictureType(rawValue: type.lowercased()) else { return type }
        return picture.matches(start(PictureType.signatureLength)) ? picture.rawValue : FileKind.unknownContentType
    }

    /// The type of media whose record does not say: browsers play nothing whose type they are not told. Of all else, as of a page or a
    /// picture that is a program, what it is called is no reason to send it as that.
    private static func usualType(of name: String) -> String? {
        let kind = FileKind(ofName: name)
        guard let type = kind.contentType else { return nil }
        switch type.prefix(while: { $0 != "/" }) {
        case "audio", "video", "model": return type
        default: return PictureType(rawValue: type)?.rawValue
        }
    }

    /// What a record says its media type is, when that is one and plain enough to stand in a header.
    private static func mediaType(_ text: String?) -> String {
        let parts = (text ?? "").split(separator: "/", omittingEmptySubsequences: false)
        let isGood =
            parts.count == 2
            && parts.allSatisfy { part in
                (1...100).contains(part.utf8.count)
                    && part.utf8.allSatisfy { byte in
                        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
                    }
            }
        return isGood ? parts.joined(separator: "/") : FileKind.unknownContentType
    }
}
