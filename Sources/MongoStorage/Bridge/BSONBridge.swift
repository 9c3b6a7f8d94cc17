import BSONCoding
import CMongoC

/// Bytes in, bytes out: the only places where a `bson_t` is touched.
///
/// A `bson_t` is 128 bytes aligned to 128, which Swift does not see in the imported type: it lives in a temporary
/// allocation of that shape and is passed around as a pointer.
enum BSONBridge {
    /// Lends a document's bytes to the library for the time of a call.
    static func withDocument<Result>(_ bytes: [UInt8], _ body: (OpaquePointer) throws -> Result) throws -> Result {
        try bytes.withUnsafeBufferPointer { buffer in
            try withUnsafeTemporaryAllocation(byteCount: 128, alignment: 128) { place in
                guard let base = place.baseAddress, let start = buffer.baseAddress,
                    bson_init_static(OpaquePointer(base), start, buffer.count)
                else { throw MongoFailure(domain: MONGOC_ERROR_BSON.rawValue, code: 0, message: "not a document") }
                return try body(OpaquePointer(base))
            }
        }
    }

    /// Takes the document that a call writes, and gives back what the library allocated for it.
    ///
    /// - Parameter body: must initialise the document behind the pointer, as every out-parameter of the library is.
    static func takeDocument<Result>(_ body: (OpaquePointer) throws -> Result) rethrows -> (Result, [UInt8]) {
        try withUnsafeTemporaryAllocation(byteCount: 128, alignment: 128) { place in
            guard let base = place.baseAddress else { preconditionFailure("a temporary allocation has an address") }
            let document = OpaquePointer(base)
            let result = try body(document)
            defer { bson_destroy(document) }
            return (result, bytes(of: document))
        }
    }

    /// A copy of a document's bytes.
    static func bytes(of document: OpaquePointer) -> [UInt8] {
        guard let start = bson_get_data(document) else { return [] }
        // The document's length stands in front of it.
        let length = UnsafeRawPointer(start).loadUnaligned(as: Int32.self)
        return [UInt8](UnsafeBufferPointer(start: start, count: Int(Int32(littleEndian: length))))
    }
}
