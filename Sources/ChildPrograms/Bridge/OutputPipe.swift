#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A pipe through which another program's output is read without waiting longer than said. It is under `Bridge/` because
/// the C functions fill buffers. (Foundation's `FileHandle` waits until there is something, however long that takes.)
package struct OutputPipe: ~Copyable {
    private let readEnd: Int32
    private var writeEnd: Int32

    /// What a look into the pipe has shown.
    package enum Content: Equatable {
        /// These bytes came.
        case bytes([UInt8])
        /// Nothing came yet.
        case nothingYet
        /// Nothing more will come.
        case end
    }

    /// A new pipe; `nil` when the process has no descriptors left.
    package init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        // No program that another thread starts meanwhile may keep the pipe open.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        close(readEnd)
        if writeEnd >= 0 { close(writeEnd) }
    }

    /// The end for the other program; it stays this pipe's to close.
    package var descriptorForWriting: Int32 { writeEnd }

    /// Closes this process's copy of the end that the other program writes to; else its end would never be seen.
    package mutating func closeWriteEnd() {
        if writeEnd >= 0 { close(writeEnd) }
        writeEnd = -1
    }

    /// What has come, at most 64 KiB of it; waits for the first byte as long as said.
    package func read(waitingMilliseconds: Int32) -> Content {
        var request = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
        guard poll(&request, 1, waitingMilliseconds) > 0 else { return .nothingYet }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = buffer.withUnsafeMutableBytes { readBytes(readEnd, $0) }
        if count < 0 { return errno == EINTR || errno == EAGAIN ? .nothingYet : .end }
        return count == 0 ? .end : .bytes(Array(buffer[..<count]))
    }
}

private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    read(descriptor, buffer.baseAddress, buffer.count)
}
