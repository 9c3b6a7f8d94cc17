import RegistryCore

/// A run at a tracking server.
struct MLflowRun: Hashable, Sendable {
    /// Its identifier there.
    let id: String
    /// Where its files go, as the server says it: `mlflow-artifacts:/1/ID/artifacts`.
    let artifactURI: String

    private init?(id: String?, artifactURI: String?) {
        guard let id, !id.isEmpty else { return nil }
        self.id = id
        self.artifactURI = artifactURI ?? ""
    }

    /// Reads `run` of an answer, or one of `runs`; `nil` when it is none.
    init?(answer: Document?) {
        let info = answer?["info"]?.documentValue
        self.init(
            id: (info?["run_id"] ?? info?["run_uuid"])?.stringValue, artifactURI: info?["artifact_uri"]?.stringValue)
    }

    /// Reads what ``state`` wrote; `nil` for anything else.
    init?(state: Document) {
        self.init(id: state["mlflowRun"]?.stringValue, artifactURI: state["artifactURI"]?.stringValue)
    }

    /// What is kept of it.
    var state: Document { ["mlflowRun": .string(id), "artifactURI": .string(artifactURI)] }

    /// The path of a file of the run below the server's artifacts; `nil` when the server does not keep them itself.
    func path(of name: String) -> String? {
        let scheme = "mlflow-artifacts:"
        guard artifactURI.hasPrefix(scheme) else { return nil }
        var rest = artifactURI.dropFirst(scheme.count)
        if rest.hasPrefix("//") {
            // A host, which is the server's own.
            rest = rest.dropFirst(2)
            rest = rest.firstIndex(of: "/").map { rest[$0...] } ?? ""
        }
        let folder = rest.drop { $0 == "/" }
        return folder.isEmpty ? nil : "\(folder)/\(name)"
    }
}
