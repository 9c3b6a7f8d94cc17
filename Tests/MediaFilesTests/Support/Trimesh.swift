import RegistryTestKit

/// The Python package trimesh, which reads and writes meshes.
enum Trimesh {
    /// Why it cannot be used here; `nil` when it can.
    static let absence: String? = {
        do {
            _ = try TestPython.run("import trimesh")
            return nil
        } catch {
            return "not run: \(error)"
        }
    }()
}
