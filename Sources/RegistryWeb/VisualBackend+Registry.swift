public import ArtifactRegistry
public import RegistryCore

extension VisualBackend {
    /// A server that shows a registry; see ``init(store:configuration:logger:onStart:)``.
    ///
    /// - Throws: ``RegistryError`` with `notFound` when the pages' templates are not found, `invalidArgument` for an
    ///   address that other machines can reach while there is no token.
    public init(
        registry: DataManager, configuration: VisualBackendConfiguration = VisualBackendConfiguration()
    ) throws(RegistryError) {
        try self.init(store: registry.store, configuration: configuration)
    }
}
