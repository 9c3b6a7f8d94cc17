import RegistryCore
import RegistryTestKit
import Testing

@testable import TrainingLog

/// Payloads of lines and of changed parameters: as they are written, and as nobody writes them.
struct EntryDecodingTests {
    private static let time = Workbench.startTime

    private static func decode(_ bytes: [UInt8]) -> LogEntry.Content? {
        var decoder = EntryDecoder(origin: time)
        guard case .entry(let content, _) = decoder.decode(bytes, in: 0..<bytes.count) else { return nil }
        return content
    }

    private static func payload(_ kind: EntryKind, _ rest: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        EntryEncoder(origin: time).head(kind, time: time, to: &bytes)
        return bytes + rest
    }

    @Test(arguments: LogLevel.allCases)
    func `A line has its level and its text`(level: LogLevel) {
        guard case .line("ä", level)? = Self.decode(Self.payload(.line, [UInt8(level.rawValue)] + Array("ä".utf8)))
        else {
            Issue.record("the line is another")
            return
        }
    }

    @Test func `A level that there is not, and a line without one, are not understood`() {
        #expect(Self.decode(Self.payload(.line, [5, 65])) == nil)
        #expect(Self.decode(Self.payload(.line, [])) == nil)
        #expect(Self.decode(Self.payload(.line, [UInt8](repeating: 0xFF, count: 10))) == nil)
    }

    @Test func `Changed parameters are read as they were written, whatever their names`() throws {
        let change = ParameterChange(
            values: ["a.b": 1, "$x": [2], "": "empty", "%": nil], removed: ["c.d", "$"], replacesAll: false)
        guard case .parameters(let read)? = Self.decode(Self.payload(.parameters, try change.document.bson())) else {
            Issue.record("the change is another")
            return
        }
        #expect(read == change)
    }

    @Test func `Changes without what belongs to them are not understood`() throws {
        for document: Document in [
            [:], ["values": 1, "removed": [], "replacesAll": true], ["values": [:], "removed": 1, "replacesAll": true],
            ["values": [:], "removed": [], "replacesAll": "yes"],
        ] {
            #expect(Self.decode(Self.payload(.parameters, try document.bson())) == nil)
        }
        #expect(Self.decode(Self.payload(.parameters, [1, 2, 3])) == nil)
    }

    @Test func `Any bytes behind the kind are an entry or none, and end nothing`() {
        var generator = SeededGenerator(seed: 11)
        for round in 0..<20_000 {
            let length = Int.random(in: 0..<40, using: &generator)
            let rest = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
            _ = Self.decode([round.isMultiple(of: 2) ? EntryKind.line.rawValue : EntryKind.parameters.rawValue] + rest)
        }
    }
}
