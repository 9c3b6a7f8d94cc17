import Synchronization
import TrainingLog

/// How far a loop has come, on the terminal; its start and its end are in the log. Nothing is drawn when standard error is no terminal.
///
/// It ends when it is let go, at the latest.
public final class LavdProgressBar: Sendable {
    private final class Line: LiveLine {
        private let name: String
        private let total: Int?
        private let count = Atomic<Int>(0)
        private let start = ContinuousClock.now

        init(name: String, total: Int?) {
            self.name = TextWidth.plain(name)
            self.total = total
        }

        func add(_ steps: Int) { count.wrappingAdd(steps, ordering: .relaxed) }
        var value: Int { count.load(ordering: .relaxed) }

        func text(columns: Int, frame: Int) -> String {
            ProgressText.line(
                name: name, count: value, total: total, elapsed: start.duration(to: .now), columns: columns)
        }
    }

    private let line: Line
    private let phase: LavdPhase?
    private let console: LavdConsole

    init(_ owner: LavdLogger, _ name: String, total: Int?, description: String?) {
        console = owner.console
        line = Line(name: description ?? owner.prefix.before(name), total: total)
        phase = owner.isEnabled ? LavdPhase(owner, name, from: .progressStart, to: .progressEnd) : nil
        if phase != nil { console.add(line) }
    }

    deinit { finish() }

    /// How many steps were made.
    public var count: Int { line.value }

    /// Says that steps were made.
    ///
    /// - Parameter steps: How many. Default: 1.
    public func update(_ steps: Int = 1) {
        line.add(steps)
        if phase != nil { console.change() }
    }

    /// Leaves the line as it is, and logs how long it took. Only the first call does.
    public func finish() {
        guard let phase else { return }
        console.remove(line, stays: true)
        phase.finish()
    }
}
