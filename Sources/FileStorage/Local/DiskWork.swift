import NIOCore
import NIOPosix
import RegistryCore

/// Runs what waits for a disk on threads that are there for it.
enum DiskWork {
    /// - Throws: ``RegistryCore/RegistryError``, also for a call of the system that failed.
    static func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        do {
            return try await NIOSingletons.posixBlockingThreadPool.runIfActive { try work() }
        } catch let failure as SystemFailure {
            throw failure.registryError
        }
    }
}
