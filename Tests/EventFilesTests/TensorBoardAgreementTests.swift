import Foundation
import RegistryTestKit
import Testing

@testable import EventFiles

@Suite(.enabled(if: TestPython.absence == nil, "\(TestPython.absence ?? "")"))
struct TensorBoardAgreementTests {
    @Test func `TensorBoard reads what is written, in both forms and at any step`() throws {
        let folder = try OwnedFolder()
        let name = EventFileName(unixSeconds: 1_700_000_000, host: "machine", processID: 42, unique: 0)
        let writer = try EventFileWriter(in: folder.url, name: name, wallTime: 1_700_000_000)
        let steps: [Int64] = [0, 5, 3, 1 << 40, -1]
        for (index, step) in steps.enumerated() {
            try writer.append(Samples.scalar("Verlust/µ", Float(index) / 4, step: step, wallTime: 1_700_000_001))
            let tensor = SummaryValue(
                tag: "accuracy", payload: .tensor(Tensor(scalar: Float(index) / 8)), metadata: .scalars)
            try writer.append(Event(wallTime: 1_700_000_001, step: Int64(index), content: .summary([tensor])))
        }
        try writer.close()
        let scalars = try TestPython.scalars(in: folder.path)
        #expect(scalars["accuracy"] == (0..<5).map { [Double($0), Double($0) / 8] })
        #expect(scalars["Verlust/µ"] == zip(steps, 0...).map { [Double($0), Double($1) / 4] })
    }
}
