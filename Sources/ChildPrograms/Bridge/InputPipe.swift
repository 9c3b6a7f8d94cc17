#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What another program reads from its standard input, written without waiting longer than said, and without a signal when
/// it has stopped reading. It is under `Bridge/` because the C functions take pointers.
///
/// A pair of sockets: of pipes the system says by a signal, which would end this process, that nobody reads.
package struct InputPipe: ~Copyable {
    private var readEnd: Int32
    private var writeEnd: Int32

    /// What came of a write.
    package enum Progress: Equatable {
        /// So many bytes are on their way.
        case written(Int)
        /// The program takes nothing now.
        case nothingYet
        /// The program takes nothing any more.
        case closed
    }

    /// A new pair; `nil` when the process has no descriptors left.
    package init?() {
        var ends: [Int32] = [-1, -1]
        #if canImport(Glibc)
            let kind = Int32(SOCK_STREAM.rawValue)
        #else
            let kind = SOCK_STREAM
        #endif
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
        // No program that another thread starts meanwhile may keep them open.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (readEnd, writeEnd) = (ends[0], ends[1])
        _ = fcntl(writeEnd, F_SETFL, O_NONBLOCK)
        #if canImport(Darwin)
            var isOn: Int32 = 1
            setsockopt(writeEnd, SOL_SOCKET, SO_NOSIGPIPE, &isOn, socklen_t(MemoryLayout<Int32>.size))
        #endif
    }

    deinit {
        if readEnd >= 0 { close(readEnd) }
        if writeEnd >= 0 { close(writeEnd) }
    }

    /// The end for the other program; it stays this value's to close.
    package var descriptorForReading: Int32 { readEnd }

    /// Closes this process's copy of the end that the other program reads; else nobody would see that it has stopped.
    package mutating func closeReadEnd() {
        if readEnd >= 0 { close(readEnd) }
        readEnd = -1
    }

    /// Says that nothing more will come.
    package mutating func closeWriteEnd() {
        if writeEnd >= 0 { close(writeEnd) }
        writeEnd = -1
    }

    /// Writes as many of the bytes as are taken; waits for the first as long as said.
    package func write(_ bytes: UnsafeRawBufferPointer, waitingMilliseconds: Int32) -> Progress {
        guard writeEnd >= 0 else { return .closed }
        var request = pollfd(fd: writeEnd, events: Int16(POLLOUT), revents: 0)
        guard poll(&request, 1, waitingMilliseconds) > 0 else { return .nothingYet }
        #if canImport(Darwin)
            let flags: Int32 = 0
        #else
            // MSG_NOSIGNAL, which not all C libraries show to Swift as a number.
            let flags: Int32 = 0x4000
        #endif
        let count = send(writeEnd, bytes.baseAddress, bytes.count, flags)
        if count >= 0 { return .written(count) }
        return errno == EAGAIN || errno == EINTR || errno == ENOBUFS ? .nothingYet : .closed
    }
}
