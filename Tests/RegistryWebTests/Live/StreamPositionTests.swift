import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct StreamPositionTests {
    @Test func `a position reads what it wrote, the greatest numbers included`() throws {
        var position = StreamPosition()
        #expect(try StreamPosition(position.description) == position)
        position.fields = .max
        position.summaries = 1
        position.line = LogLine.Position(sequence: .min, index: .max)
        position.metrics = [
            .max: StreamPosition.Metric(count: .max, lastStep: .min + 1), 0: .nothing,
            StreamPosition.key(of: "loss"): StreamPosition.Metric(count: 1, lastStep: -5),
        ]
        #expect(try StreamPosition(position.description) == position)
    }

    @Test func `an id is one line that an address and a head can hold`() {
        var position = StreamPosition()
        for number in 0..<StreamPosition.mostMetrics {
            position.metrics[StreamPosition.key(of: "a metric \(number)\n")] =
                StreamPosition.Metric(count: .max, lastStep: .min + 1)
        }
        let text = position.description
        #expect(text.utf8.count < 6_000)
        #expect(text.utf8.allSatisfy { (33...126).contains($0) })
    }

    @Test(arguments: [
        "", "1", "2;0;0;;", "1;0;0;;;", "1;x!;0;;", "1;-1;0;;", "1;0;0;5;", "1;0;0;;a", "1;0;0;;a:1:", "1;0;0;;a:-1:5",
        "1;0;0;;a:1:x", "1;0;0;;\u{0}:1:1",
    ])
    func `text that is no position is refused`(text: String) {
        #expect(throws: RegistryError.self) { try StreamPosition(text) }
        let many = (0...StreamPosition.mostMetrics).map { "\(String($0, radix: 36)):1:1" }.joined(separator: ",")
        #expect(throws: RegistryError.self) { try StreamPosition("1;0;0;;\(many)") }
        #expect(throws: RegistryError.self) { try StreamPosition(String(repeating: "1", count: 100_000)) }
    }
}
