import EventFiles

/// Bytes written by other programs, and events for tests.
enum Samples {
    /// The first record of a file, at wall time 1.
    static let firstRecord = bytes("1800000000000000a37f4b2209000000000000f03f1a0d627261696e2e4576656e743a3286bf577a")
    /// Scalar `loss` = 0.5 at step 7, wall time 1.
    static let scalarRecord = bytes(
        "1a00000000000000129bd82d09000000000000f03f10072a0d0a0b0a046c6f7373150000003f862c9a2f")
    /// The same as a tensor.
    static let tensorRecord = bytes(
        """
        300000000000000095f5d05f09000000000000f03f10072a230a210a046c6f7373420a0801120022040000003f\
        4a0d0a090a077363616c6172732001b31f8ba6
        """)

    static let firstEvent = Event(wallTime: 1, content: .fileVersion(Event.currentFileVersion))
    static let scalarEvent = scalar("loss", 0.5, step: 7, wallTime: 1)
    static let tensorEvent = Event(
        wallTime: 1, step: 7,
        content: .summary([SummaryValue(tag: "loss", payload: .tensor(Tensor(scalar: 0.5)), metadata: .scalars)]))

    static func scalar(_ tag: String, _ value: Float, step: Int64, wallTime: Double = 1) -> Event {
        Event(wallTime: wallTime, step: step, content: .summary([SummaryValue(tag: tag, payload: .simple(value))]))
    }

    static func record(_ event: Event) -> [UInt8] {
        var bytes: [UInt8] = []
        RecordFraming.append(to: &bytes) { EventEncoder.append(event, to: &$0) }
        return bytes
    }

    static func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = hexadecimal.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
    }
}
