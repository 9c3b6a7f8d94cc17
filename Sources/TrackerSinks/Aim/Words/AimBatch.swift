import RegistryCore
import TrainingLog

/// Points on their way, by the sequences that they are of.
struct AimBatch {
    private var order: [AimTarget] = []
    private var points: [AimTarget: [AimPoint]] = [:]
    private var count = 0
    private var byteCount = 0

    private static let mostPoints = 4_000
    private static let mostBytes = 8 << 20

    /// Whether it is time to send them.
    var isFull: Bool { count >= Self.mostPoints || byteCount >= Self.mostBytes }

    /// The sequences in the order in which they came.
    var sequences: [(target: AimTarget, points: [AimPoint])] { order.map { ($0, points[$0] ?? []) } }

    /// Adds numbers of a step. One that is called `epoch` is the epoch of them all.
    mutating func add(_ numbers: [NamedNumber], _ step: Step, _ entry: LogEntry) {
        let epoch = numbers.first { $0.name == "epoch" }.flatMap { Int64(exactly: $0.value.rounded(.towardZero)) }
        for number in numbers {
            add(.metric, number.name, .double(number.value), size: 8, step.rawValue, epoch, entry)
        }
    }

    /// Adds a line of the log, at the number of its entry: no other line of the run has it.
    mutating func add(line: String, _ entry: LogEntry) {
        let value = AimValue.object("aim.log_line", [AimField("data", .blob(.text(line)))])
        add(.logs, "logs", value, size: line.utf8.count, entry.sequence, nil, entry)
    }

    /// Adds a text.
    mutating func add(_ text: LabelledText, _ entry: LogEntry) {
        add(text: text.text, text.label, text.step?.rawValue ?? 0, entry)
    }

    /// Adds the texts, sounds and distributions of an event.
    mutating func add(event: [UInt8], _ entry: LogEntry) {
        let (values, step) = AimEvent.read(event)
        for value in values {
            switch value {
            case .text(let name, let text): add(text: text, name, step, entry)
            case .sound(let name, let wav): add(wav: wav, name, step, entry)
            case .distribution(let name, let distribution):
                let size = distribution.weights.count * 8
                add(.distributions, name, distribution.value, size: size, step, nil, entry)
            }
        }
    }

    private mutating func add(wav: [UInt8], _ name: String, _ step: Int64, _ entry: LogEntry) {
        let fields = [
            AimField("caption", .text(name)), AimField("format", .text("wav")), AimField("data", .blob(.bytes(wav))),
        ]
        add(.audios, name, .object("aim.audio", fields), size: wav.count, step, nil, entry)
    }

    private mutating func add(text: String, _ name: String, _ step: Int64, _ entry: LogEntry) {
        let value = AimValue.object("aim.text", [AimField("data", .blob(.text(text)))])
        add(.texts, name, value, size: text.utf8.count, step, nil, entry)
    }

    /// Adds an image as a PNG file.
    ///
    /// - Throws: `PermanentFailure` for one that cannot be drawn.
    mutating func add(_ image: LoggedImage, _ step: Step, _ entry: LogEntry) throws {
        let mode = image.channels == 1 ? "L" : image.channels == 3 ? "RGB" : "RGBA"
        try add(image.tag, "png", mode, image.width, image.height, step, entry) { try image.png() }
    }

    /// Adds a video as an animated GIF file, which is an image to Aim.
    ///
    /// - Throws: `PermanentFailure` for one that cannot be drawn.
    mutating func add(_ video: LoggedVideo, _ step: Step, _ entry: LogEntry) throws {
        try add(video.tag, "gif", "P", video.width, video.height, step, entry) { try video.gif() }
    }

    private mutating func add(
        _ name: String, _ format: String, _ mode: String, _ width: Int, _ height: Int, _ step: Step, _ entry: LogEntry,
        drawn: () throws -> [UInt8]
    ) throws {
        let bytes: [UInt8]
        do { bytes = try drawn() } catch { throw PermanentFailure(error) }
        let fields = [
            AimField("data", .blob(.bytes(bytes))), AimField("source", .text("PIL.Image")),
            AimField("mode", .text(mode)), AimField("format", .text(format)),
            AimField("width", .int(Int64(width))), AimField("height", .int(Int64(height))),
            AimField("caption", .text(name)),
        ]
        add(.images, name, .object("aim.image", fields), size: bytes.count, step.rawValue, nil, entry)
    }

    private mutating func add(
        _ kind: AimSequenceKind, _ name: String, _ value: AimValue, size: Int, _ step: Int64, _ epoch: Int64?,
        _ entry: LogEntry
    ) {
        let target = AimTarget(series: AimSeries(name, of: kind), kind: kind)
        if points[target] == nil { order.append(target) }
        points[target, default: []].append(
            AimPoint(
                sequence: entry.sequence, step: step, epoch: epoch, time: entry.time.secondsSince1970, value: value))
        count += 1
        byteCount += size
    }
}
