import FileFaults
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
    /// The most bytes of a text that its record holds.
    static let longestText = 1 << 20

    /// Its first bytes; fewer when it has fewer.
    func head(in place: LavdPlace, count: Int) throws(LavdFileFault) -> [UInt8] {
        Array(try read(count, in: place))
    }

    /// Its bytes.
    func contents(in place: LavdPlace) throws(LavdFileFault) -> [UInt8] {
        let limit = kind == .json ? Self.longestJSON : Self.longestText
        guard size <= limit else { throw .tooLong }
        let data = try read(limit + 1, in: place)
        guard data.count <= limit else { throw .tooLong }
        return Array(data)
    }

    /// Whether what is read of it can be read now.
    func isReadable(in place: LavdPlace) -> Bool {
        do throws(LavdFileFault) {
            _ = kind == .image || kind == .log ? try head(in: place, count: 1) : try contents(in: place)
            return true
        } catch {
            guard case .unreadable = error else { return true }
            return false
        }
    }

    private func read(_ count: Int, in place: LavdPlace) throws(LavdFileFault) -> Data {
        do {
            let handle = try place.open("\(place.path)/\(path)")
            defer { try? handle.close() }
            return try handle.read(upToCount: count) ?? Data()
        } catch {
            throw .unreadable(reason: FileFault.reason(of: error))
        }
    }
}
