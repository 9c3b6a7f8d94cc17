import RegistryCore
import Testing

@testable import TrainingLog

struct LoggedFileTests {
    @Test func `A file has as many bytes as are read of one, which an entry of the journal holds, and no more`() throws
    {
        try LoggedFile.check("a.bin", byteCount: LoggedFile.largest)
        #expect(LoggedFile.largest + 4_096 < JournalFrame.longestPayload)
        let error = #expect(throws: RegistryError.self) {
            try LoggedFile.check("a.bin", byteCount: LoggedFile.largest + 1)
        }
        #expect(error?.code == .invalidArgument)
        #expect(error?.message.contains(#""a.bin" has 1048576001 bytes"#) == true)
        #expect(error?.message.contains("Save it in parts") == true)
    }

    @Test(arguments: ["../\u{301}x", "a//\u{301}b", "/\u{301}b", "a/\u{301}/.."])
    func `A slash with a mark behind it is one all the same`(name: String) {
        let error = #expect(throws: RegistryError.self) { try LoggedFile.check(name) }
        #expect(error?.code == .invalidArgument)
    }
}
