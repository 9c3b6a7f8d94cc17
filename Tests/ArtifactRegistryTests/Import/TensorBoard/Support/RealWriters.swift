import RegistryTestKit

/// The writers of the project's test environment.
enum RealWriters {
    /// Why they cannot be used here; `nil` when they can.
    static let absence: String? = {
        do {
            _ = try TestPython.run("import tensorboard, tensorboardX")
            return nil
        } catch {
            return "not run: \(error)"
        }
    }()

    /// Runs a script.
    static func run(_ script: String, _ folder: String) throws { _ = try TestPython.run(script, folder) }
}
