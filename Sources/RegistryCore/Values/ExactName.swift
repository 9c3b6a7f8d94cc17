#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A name that is equal to no other whose bytes differ.
///
/// Swift takes texts for equal that only look the same (`é` as one character or as two); records, series and columns do
/// not: what is stored under one name is not found under the other.
package struct ExactName: Hashable, Sendable {
    /// The name.
    package let text: String

    /// A text as a name.
    package init(_ text: String) { self.text = text }

    package static func == (left: ExactName, right: ExactName) -> Bool { left.text.hasSameBytes(as: right.text) }

    package func hash(into hasher: inout Hasher) {
        text.withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

extension String {
    /// Whether both are the same UTF-8 bytes.
    ///
    /// Lookups of names spend their time here: comparing whole is many times as fast as byte after byte.
    package func hasSameBytes(as other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        return withBytes { own in
            other.withBytes { other in
                guard let own = own.baseAddress, let other = other.baseAddress else { return true }
                return memcmp(own, other, utf8.count) == 0
            }
        }
    }

    fileprivate func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        // Only a text of another language's has its bytes elsewhere.
        utf8.withContiguousStorageIfAvailable(body) ?? Array(utf8).withUnsafeBufferPointer(body)
    }
}
