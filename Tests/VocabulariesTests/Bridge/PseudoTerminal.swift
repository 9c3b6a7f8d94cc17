import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A terminal that nobody sits at: what is written to it is what a person would see, with all its control characters.
final class PseudoTerminal: Sendable {
    struct Failure: Error {}

    /// What a program writes to.
    let program: FileHandle
    private let reader: FileHandle

    init(columns: UInt16) throws {
        let (descriptor, name) = try Self.opened()
        let other = open(name, O_RDWR | O_NOCTTY)
        guard other >= 0 else { throw Failure() }
        var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        guard ioctl(other, UInt(TIOCSWINSZ), &size) == 0 else { throw Failure() }
        reader = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        program = FileHandle(fileDescriptor: other, closeOnDealloc: true)
    }

    /// A new terminal, and the name that programs open it by.
    private static func opened() throws -> (descriptor: Int32, name: String) {
        #if canImport(Darwin)
            let descriptor = posix_openpt(O_RDWR | O_NOCTTY)
            guard descriptor >= 0, grantpt(descriptor) == 0, unlockpt(descriptor) == 0, let name = ptsname(descriptor)
            else { throw Failure() }
            return (descriptor, String(cString: name))
        #else
            // The module of the C library does not show the calls for it; these are what they ask of the system: TIOCSPTLCK, TIOCGPTN.
            let descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY)
            var (isLocked, number): (Int32, UInt32) = (0, 0)
            guard descriptor >= 0, ioctl(descriptor, 0x4004_5431, &isLocked) == 0,
                ioctl(descriptor, 0x8004_5430, &number) == 0
            else { throw Failure() }
            return (descriptor, "/dev/pts/\(number)")
        #endif
    }

    /// What is there to be read now; a terminal ends lines with a carriage return.
    func written() -> String {
        var text = ""
        var bytes = [UInt8](repeating: 0, count: 4_096)
        while true {
            var state = pollfd(fd: reader.fileDescriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&state, 1, 50) > 0, state.revents & Int16(POLLIN) != 0 else { return text }
            let count = read(reader.fileDescriptor, &bytes, bytes.count)
            guard count > 0 else { return text }
            text += String(decoding: bytes[..<count], as: UTF8.self)
        }
    }

    /// What stands on the screen after some output: lines, as the cursor's movements leave them.
    static func screen(_ output: String) -> [String] {
        var lines = [[Character]]([[]])
        var (row, column) = (0, 0)
        var rest = Array(output.unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\r": column = 0
            case "\n":
                row += 1
                if row == lines.count { lines.append([]) }
            case "\u{1B}":
                rest = rest.dropFirst()
                var number = ""
                while let digit = rest.first, ("0"..."9").contains(digit) {
                    number.unicodeScalars.append(digit)
                    rest = rest.dropFirst()
                }
                switch rest.popFirst() {
                case "A": row = max(0, row - (Int(number) ?? 1))
                case "K": lines[row] = []
                default: break
                }
            default:
                while lines[row].count < column { lines[row].append(" ") }
                if column < lines[row].count {
                    lines[row][column] = Character(scalar)
                } else {
                    lines[row].append(Character(scalar))
                }
                column += 1
            }
        }
        return lines.map { String($0) }
    }
}
