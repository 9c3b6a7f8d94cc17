#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Asks the terminal of this process something. It is under `Bridge/` because terminals are set up through C structures.
enum TerminalQuestion {
    /// Writes a question and reads what comes back until it ends as an answer does, or the time is over.
    ///
    /// - Parameters:
    ///   - question: The escape sequences.
    ///   - end: The last byte of the answer.
    ///   - milliseconds: How long to wait. Terminals far away need longer; most answer within a few.
    /// - Returns: The bytes; `nil` when the process has no terminal, or runs in its background.
    static func answer(to question: String, endingWith end: UInt8, within milliseconds: Int32) -> [UInt8]? {
        let terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard terminal >= 0 else { return nil }
        defer { close(terminal) }
        // Setting up the terminal of another job's would stop this one.
        guard tcgetpgrp(terminal) == getpgrp() else { return nil }
        var before = termios()
        guard tcgetattr(terminal, &before) == 0 else { return nil }
        // Neither shown nor kept back until a line ends; nor may Ctrl-C leave the terminal like that.
        var raw = before
        raw.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
        guard tcsetattr(terminal, TCSANOW, &raw) == 0 else { return nil }
        // What arrives late must not look as if it had been typed.
        defer { tcsetattr(terminal, TCSAFLUSH, &before) }
        let bytes = Array(question.utf8)
        guard write(terminal, bytes, bytes.count) == bytes.count else { return nil }
        var answer: [UInt8] = []
        var event = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
        // What was typed before comes first, and may have the same last byte.
        while answer.last != end || !answer.contains(0x1B), answer.count < 4_096, poll(&event, 1, milliseconds) > 0 {
            var byte: UInt8 = 0
            guard read(terminal, &byte, 1) == 1 else { break }
            answer.append(byte)
        }
        return answer
    }

    /// How many characters the standard output's terminal has in a line, and how many lines; `nil` when it is none.
    static var size: TerminalSize? {
        var size = winsize()
        guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return TerminalSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }
}
