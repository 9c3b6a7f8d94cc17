import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file of this machine that appears at its path as a whole, readable by its owner alone.
struct NewFile: Sendable {
    private let path: String
    private let partial: String
    private let file: DiskFile

    /// Begins one beside the path.
    init(at path: String) async throws {
        let partial = "\(path).\(UUID().uuidString).part"
        self.path = path
        self.partial = partial
        file = try await DiskWork.run { try DiskFile(partial, .createNew) }
    }

    /// Has it written, and puts it in its place; when that throws, nothing is left.
    func fill<Result: Sendable>(_ write: (DiskFile) async throws -> Result) async throws -> Result {
        let (path, partial, file) = (path, partial, file)
        let result: Result
        do {
            result = try await write(file)
        } catch {
            file.empty()
            unlink(partial)
            throw error
        }
        do {
            try await DiskWork.run {
                try file.synchronize()
                guard rename(partial, path) == 0 else { throw SystemFailure(errno, "replacing", path) }
                let folder = URL(filePath: path).deletingLastPathComponent().path
                try DiskFolder(folder).synchronize()
            }
            return result
        } catch {
            // At once and not as work of its own, which a cancelled task has none of.
            unlink(partial)
            throw error
        }
    }
}
