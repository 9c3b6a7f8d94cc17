public import Foundation
import Synchronization

/// Where loggers print: lines, and below them those that change, such as bars of progress, of all loggers that share it.
///
/// Lines that change are drawn on standard error, and only when that is a terminal. Lines that are printed meanwhile stand above.
public final class LavdConsole: Sendable {
    /// Standard output and standard error of the process.
    public static let standard = LavdConsole(
        output: TerminalStream.standardOutput, error: TerminalStream.standardError)

    private struct State {
        var live: [any LiveLine] = []
        /// How many lines of the terminal hold them now.
        var drawnCount = 0
        var lastDrawn: ContinuousClock.Instant?
        var frame = 0
        var ticker: Task<Void, Never>?
    }

    private let output: TerminalStream
    private let error: TerminalStream
    private let state = Mutex(State())
    /// Held while a line is printed and noted. Noting one may print another, on the same thread: what a logger has to tell is.
    private let order = NSRecursiveLock()

    /// How often lines that change are drawn, at most.
    private static let interval = Duration.milliseconds(100)
    /// More lines than these are not drawn at once.
    private static let mostLines = 20

    /// A console that writes to other files, for example a terminal of its own.
    public convenience init(output: FileHandle, error: FileHandle) {
        self.init(output: TerminalStream(output), error: TerminalStream(error))
    }

    init(output: TerminalStream, error: TerminalStream) {
        self.output = output
        self.error = error
    }

    /// Whether lines that change are seen.
    var isLive: Bool { error.isTerminal }

    /// Prints a line. Its own control characters are left as they are: the program says them.
    ///
    /// - Parameter note: Is called while no other thread can print a line. It may wait: lines that change go on being drawn.
    func print(_ text: String, isError: Bool, note: () -> Void = {}) {
        order.withLock {
            state.withLock { state in
                erase(&state)
                (isError ? error : output).write(text + "\n")
                draw(&state)
            }
            note()
        }
    }

    /// Shows a line that changes, until it is removed.
    func add(_ line: any LiveLine) {
        guard isLive else { return }
        state.withLock { state in
            state.live.append(line)
            redraw(&state)
            guard state.ticker == nil else { return }
            state.ticker = Task.detached { [weak self] in
                while !Task.isCancelled {
                    try? await Task.sleep(for: Self.interval)
                    guard let self else { return }
                    self.tick()
                }
            }
        }
    }

    /// Shows a line that changes no more.
    ///
    /// - Parameter stays: Whether it stands above what is printed next. Default: it is gone.
    func remove(_ line: any LiveLine, stays: Bool = false) {
        guard isLive else { return }
        state.withLock { state in
            guard let index = state.live.firstIndex(where: { $0 === line }) else { return }
            erase(&state)
            state.live.remove(at: index)
            if stays { error.write(line.text(columns: columns, frame: state.frame) + "\n") }
            draw(&state)
            guard state.live.isEmpty else { return }
            state.ticker?.cancel()
            state.ticker = nil
        }
    }

    /// Draws what has changed, unless that was done a moment ago. The training's own calls come here: its loop may leave no thread to
    /// the task that draws.
    func change() {
        guard isLive else { return }
        state.withLock { state in
            if let last = state.lastDrawn, last.duration(to: .now) < Self.interval { return }
            redraw(&state)
        }
    }

    private func tick() { state.withLock { if !$0.live.isEmpty { redraw(&$0) } } }

    private func redraw(_ state: inout State) {
        erase(&state)
        state.frame &+= 1
        draw(&state)
    }

    /// A column is left: a line that is full would begin another one.
    private var columns: Int { max(10, error.columns - 1) }

    private func draw(_ state: inout State) {
        guard !state.live.isEmpty else { return }
        let columns = columns
        let lines = state.live.prefix(Self.mostLines).map { $0.text(columns: columns, frame: state.frame) }
        error.write(lines.joined(separator: "\n"))
        state.drawnCount = lines.count
        state.lastDrawn = .now
    }

    private func erase(_ state: inout State) {
        guard state.drawnCount > 0 else { return }
        // To the beginning, the line emptied, and the same for those above.
        error.write("\r\u{1B}[2K" + String(repeating: "\u{1B}[1A\u{1B}[2K", count: state.drawnCount - 1))
        state.drawnCount = 0
    }
}
