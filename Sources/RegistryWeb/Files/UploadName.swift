import RegistryCore

/// What a client calls an upload: 1 to 64 letters, digits, `-` and `_`, which no other upload has.
struct UploadName: Hashable, Sendable {
    let text: String

    /// - Throws: ``RegistryError`` with `invalidArgument`.
    init(_ text: String) throws(RegistryError) {
        let isGood =
            (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45
                    || byte == 95
            }
        guard isGood else {
            throw RegistryError(
                .invalidArgument, "An upload is called by 1 to 64 letters, digits, - and _, which the client makes up.")
        }
        self.text = text
    }
}
