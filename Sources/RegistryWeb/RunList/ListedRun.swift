package import RegistryCore

/// A run as the list of runs has it: one that can be read, or what is known of one that cannot.
package enum ListedRun: Sendable {
    case run(Run)
    /// A record that is damaged, by its identifier.
    case damaged(id: String)

    package init(document: Document) {
        do {
            self = .run(try Run(document: document))
        } catch {
            self = .damaged(id: document["_id"].flatMap { RecordID($0) }?.description ?? "")
        }
    }

    /// The run, when it can be read.
    package var run: Run? {
        guard case .run(let run) = self else { return nil }
        return run
    }
}
