import FileFaults
import RegistryCore

/// Files that cannot be read: each is said once, and taken when it can be.
extension LavdImporter {
    /// The folder of an experiment.
    func place(of name: String) -> LavdPlace { LavdPlace(path: "\(directory)/\(name)", open: opening) }

    /// Notes which of some files could not be read.
    func note(_ unread: Set<String>, of files: [LavdFile], in name: String) {
        guard !unread.isEmpty || unreadable[name]?.isEmpty == false else { return }
        unreadable[name, default: []].subtract(files.lazy.filter { $0.kind != .log }.map(\.path))
        unreadable[name, default: []].formUnion(unread)
    }

    /// Groups with a file that could not be read and can be now: permissions change neither its size nor its time.
    func mended(_ name: String, _ listing: LavdListing) -> Set<LavdListing.Key> {
        guard let paths = unreadable[name], !paths.isEmpty else { return [] }
        let place = place(of: name)
        let groups = listing.groups.filter { _, files in
            files.contains { $0.kind != .log && paths.contains($0.path) && $0.isReadable(in: place) }
        }
        return Set(groups.keys)
    }

    /// What a call on a log gives; `nil` where the system does not let it be read. That is said once: it is tried again with each look.
    func reading<Result>(
        _ file: LavdFile, in name: String, _ summary: inout LavdImportSummary, _ call: () throws -> Result
    ) -> Result? {
        do {
            return try call()
        } catch {
            if unreadable[name, default: []].insert(file.path).inserted {
                let reason = FileFault.reason(of: error)
                summary.omit(.unreadableFiles, 1, "\(directory)/\(name)/\(file.path): it cannot be read: \(reason)")
            }
            return nil
        }
    }
}
