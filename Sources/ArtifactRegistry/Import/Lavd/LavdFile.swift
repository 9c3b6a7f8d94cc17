import Foundation
import RegistryCore

/// A file of an experiment's folder, as it was when it was listed.
struct LavdFile: Hashable {
    /// Below the experiment's folder.
    let path: String
    /// The step whose folder it is in; `nil` for one of the whole experiment.
    let step: Step?
    /// Its path in the step's folder, or the experiment's, without extension.
    let label: String
    let kind: LabelledFolder.Kind
    let size: Int
    /// When it was changed last, in milliseconds since 1970.
    let modified: Int64

    /// Its name in its folder.
    var name: String { path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path }

    /// The most bytes of a JSON file that are read.
    static let longestJSON = 16 << 20

    /// Its first bytes; fewer when it has fewer, none when it cannot be read.
    func head(in folder: String, count: Int) -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: "\(folder)/\(path)") else { return [] }
        defer { try? handle.close() }
        return (try? handle.read(upToCount: count)).map { Array($0) } ?? []
    }

    /// Its bytes; `nil` when it is longer, or cannot be read.
    func contents(in folder: String, atMost limit: Int) -> [UInt8]? {
        guard size <= limit, let handle = FileHandle(forReadingAtPath: "\(folder)/\(path)") else { return nil }
        defer { try? handle.close() }
        guard let data = try? handle.read(upToCount: limit + 1) ?? Data(), data.count <= limit else { return nil }
        return Array(data)
    }
}
