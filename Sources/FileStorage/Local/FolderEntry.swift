/// A name in a folder, and what has it as far as the folder says: nothing was asked about it.
struct FolderEntry: Sendable {
    enum Kind: Sendable {
        case file, folder
        /// A link, a pipe or a device.
        case other
        /// Some file systems do not say.
        case unknown
    }

    let name: String
    var kind: Kind
}
