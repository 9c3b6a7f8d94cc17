import Foundation

/// An experiment's folder, and how the files in it are opened.
struct LavdPlace: Sendable {
    /// Opens the file at a path.
    typealias Opening = @Sendable (_ path: String) throws -> FileHandle

    let path: String
    let open: Opening

    /// Opens a file as the system lets it. Tests refuse it in another way: the superuser may read everything.
    static let asTheSystemDoes: Opening = { try FileHandle(forReadingFrom: URL(filePath: $0)) }
}
