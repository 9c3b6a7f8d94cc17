import Foundation
import RegistryCore
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A program with all that it starts, as one group of processes which ends with this process, however that ends. It is
/// under `Bridge/` because the system's calls take pointers.
///
/// A shell leads the group. It waits for the program, and beside it for the end of its input, whose other end only this
/// process holds: the system closes it when this process is gone, killed or not, and then the whole group is killed.
final class ChildGroup: Sendable {
    /// Before `wait` the shell has a copy of its input as number 3, which the program does not get.
    private static let script = """
        exec 3<&0 </dev/null
        "$@" 3<&- &
        program=$!
        (cat <&3; kill -s KILL -- "-$$") >/dev/null 2>&1 &
        exec 3<&-
        wait "$program"
        """
    /// The longest line that is kept, in bytes.
    private static let longestLine = 2_000

    private enum Stage {
        case running
        /// It has ended and its number may be another's.
        case gone(status: Int32)
    }

    private struct State {
        var stage = Stage.running
        var waiting: [CheckedContinuation<Int32, Never>] = []
    }

    /// What it writes to its standard output and error, line by line; the newest 200 are kept for whoever reads late.
    let lines: AsyncStream<String>
    /// The group's number, which is also its leader's.
    let processID: pid_t
    private let lifeline: Int32
    private let state = Mutex(State())

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - environment: all of its environment; nothing is inherited.
    /// - Throws: ``RegistryError`` with `unavailable` when the system has no means for it.
    init(program: String, arguments: [String], environment: [String: String]) throws(RegistryError) {
        guard let input = Self.pipe() else { throw Self.failure("make a pipe", errno) }
        guard let output = Self.pipe() else {
            Self.close(input.read, input.write)
            throw Self.failure("make a pipe", errno)
        }
        let all = ["/bin/sh", "-c", Self.script, "sh", program] + arguments
        let (started, code) = Self.spawn(
            all, environment.map { "\($0.key)=\($0.value)" }, input: input.read, output: output.write)
        Self.close(input.read, output.write)
        guard let started else {
            Self.close(input.write, output.read)
            throw Self.failure("start \(program)", code)
        }
        processID = started
        lifeline = input.write
        let (lines, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(200))
        self.lines = lines
        Thread.detachNewThread { Self.read(output.read, continuation) }
        Thread.detachNewThread { [self] in reap() }
    }

    /// Waits until the leader has ended and nothing of the group is left.
    ///
    /// - Returns: the program's exit code; 128 and the signal's number for one that a signal ended, as shells say it.
    func exit() async -> Int32 {
        await withCheckedContinuation { continuation in
            let status: Int32? = state.withLock { state in
                if case .gone(let status) = state.stage { return status }
                state.waiting.append(continuation)
                return nil
            }
            if let status { continuation.resume(returning: status) }
        }
    }

    /// Asks all of the group to end.
    func terminate() { signal(SIGTERM) }

    /// Ends all of the group.
    func kill() { signal(SIGKILL) }

    private func signal(_ number: Int32) {
        // Under the lock, so that the number is never another group's.
        state.withLock { state in
            if case .running = state.stage { _ = killpg(processID, number) }
        }
    }

    /// Waits for the leader, and takes the rest of the group with it while the number is still the group's.
    private func reap() {
        var info = siginfo_t()
        while waitid(P_PID, id_t(processID), &info, WEXITED | WNOWAIT) == -1, errno == EINTR {}
        let (code, waiting) = state.withLock { state in
            _ = killpg(processID, SIGKILL)
            var status: Int32 = 0
            while waitpid(processID, &status, 0) == -1, errno == EINTR {}
            let signal = status & 0x7F
            let code = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
            state.stage = .gone(status: code)
            defer { state.waiting = [] }
            return (code, state.waiting)
        }
        Self.close(lifeline)
        for continuation in waiting { continuation.resume(returning: code) }
    }

    private static func read(_ descriptor: Int32, _ lines: AsyncStream<String>.Continuation) {
        var line: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = buffer.withUnsafeMutableBytes { systemRead(descriptor, $0) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            for byte in buffer.prefix(count) {
                if byte == UInt8(ascii: "\n") {
                    lines.yield(String(decoding: line, as: UTF8.self))
                    line.removeAll(keepingCapacity: true)
                } else if line.count < longestLine {
                    line.append(byte)
                }
            }
        }
        if !line.isEmpty { lines.yield(String(decoding: line, as: UTF8.self)) }
        lines.finish()
        close(descriptor)
    }

    private static func spawn(
        _ arguments: [String], _ environment: [String], input: Int32, output: Int32
    ) -> (pid_t?, Int32) {
        #if canImport(Darwin)
            var (actions, attributes): (posix_spawn_file_actions_t?, posix_spawnattr_t?)
        #else
            var (actions, attributes) = (posix_spawn_file_actions_t(), posix_spawnattr_t())
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        // A group of its own; and nothing of what this process does about signals: it ignores some that are to end the child.
        var flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        // The server's sockets are not the child's: it would hold the port after the server's end.
        #if canImport(Darwin)
            flags |= POSIX_SPAWN_CLOEXEC_DEFAULT
        #else
            for descriptor in openDescriptors where descriptor > 2 {
                posix_spawn_file_actions_addclose(&actions, descriptor)
            }
        #endif
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for number in [SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGPIPE] { sigaddset(&signals, number) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var argumentList = arguments.map { strdup($0) } + [nil]
        var environmentList = environment.map { strdup($0) } + [nil]
        defer { for text in argumentList + environmentList { free(text) } }
        var processID: pid_t = 0
        let code = posix_spawn(&processID, "/bin/sh", &actions, &attributes, &argumentList, &environmentList)
        return (code == 0 ? processID : nil, code)
    }

    /// What this process has open; one that is closed in the meantime is closed in the child for nothing.
    private static var openDescriptors: [Int32] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []).compactMap { Int32($0) }
    }

    private static func pipe() -> (read: Int32, write: Int32)? {
        var ends: [Int32] = [-1, -1]
        #if canImport(Glibc)
            guard Glibc.pipe(&ends) == 0 else { return nil }
        #elseif canImport(Musl)
            guard Musl.pipe(&ends) == 0 else { return nil }
        #else
            guard Darwin.pipe(&ends) == 0 else { return nil }
        #endif
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    private static func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
            Musl.read(descriptor, buffer.baseAddress, buffer.count)
        #else
            Darwin.read(descriptor, buffer.baseAddress, buffer.count)
        #endif
    }

    private static func close(_ descriptors: Int32...) {
        for descriptor in descriptors {
            #if canImport(Glibc)
                _ = Glibc.close(descriptor)
            #elseif canImport(Musl)
                _ = Musl.close(descriptor)
            #else
                _ = Darwin.close(descriptor)
            #endif
        }
    }

    private static func failure(_ what: String, _ code: Int32) -> RegistryError {
        RegistryError(.unavailable, "The server cannot \(what): \(String(cString: strerror(code))).")
    }
}
