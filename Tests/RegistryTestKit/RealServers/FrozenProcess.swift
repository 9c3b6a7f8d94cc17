import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Stops processes as SIGSTOP does, and returns when they are stopped.
///
/// The signal is only sent by `kill`: on a busy machine a server answers for a while longer, and a test that counts on its
/// silence fails.
package enum FrozenProcess {
    /// Stops a process. On systems without `/proc` it is as if stopped at once.
    package static func freeze(_ process: Int32) {
        kill(process, SIGSTOP)
        #if os(Linux)
            for _ in 0..<5_000 where !isStopped(process) { usleep(1_000) }
        #endif
    }

    /// Whether all threads of a process are stopped; one that is not there is.
    private static func isStopped(_ process: Int32) -> Bool {
        let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
        return tasks.allSatisfy { task in
            guard let text = try? String(contentsOfFile: "/proc/\(process)/task/\(task)/stat", encoding: .utf8),
                let name = text.lastIndex(of: ")")
            else { return true }
            return text[name...].dropFirst(2).first == "T"
        }
    }
}
