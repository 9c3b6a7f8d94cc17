import RegistryCore
import Testing
public import TrainingLog

/// A place that a sink under test writes to: files in a folder of its own, a store.
public protocol SinkPlace {
    /// What is delivered; every one of the entries is for the sink. As many for every place.
    var entries: [LogEntry] { get }
    /// A sink as a new process would make it.
    func makeSink() -> any LogSink
    /// The number of every entry that has arrived, once for each time it has.
    func arrived() async throws -> [Int64]
    /// In how many ways the place can be made to fail.
    var faultCount: Int { get }
    /// Makes the place fail, in the way of a number.
    func breakDown(_ fault: Int) async throws
    /// Has the place work again.
    func mend() async throws
}

extension SinkPlace {
    /// No test can make it fail.
    public var faultCount: Int { 0 }
    /// Nothing to break.
    public func breakDown(_ fault: Int) async throws {}
    /// Nothing to mend.
    public func mend() async throws {}
}

/// What ``LogSink`` demands of every sink, as one check.
///
/// ```swift
/// try await SinkContract { MyPlace() }.check()
/// ```
public struct SinkContract {
    private let makePlace: () async throws -> any SinkPlace

    /// - Parameter makePlace: A new, empty place.
    public init(makePlace: @escaping () async throws -> any SinkPlace) {
        self.makePlace = makePlace
    }

    /// Records with a field `Loss` that is the entry's number, of two experiments in turn.
    public static func records(_ count: Int) -> [LogEntry] {
        (0..<count).map { index in
            LogEntry(
                sequence: Int64(index), time: WallTime(millisecondsSince1970: 1_700_000_000_000 + Int64(index)),
                content: .record(
                    [
                        "ExperimentName": index.isMultiple(of: 2) ? "even" : "odd", "Loss": Value(index),
                        "ArtifactID": "12345", "iteration": Value(index),
                    ], place: Int64(index)))
        }
    }

    /// Checks everything.
    public func check() async throws {
        try await checkRepetition()
        try await checkCrashes()
        try await checkSecondCrash()
        try await checkCrashWhileGoingOn()
        try await checkFailureWhileGoingOn()
    }

    /// A process dies. The place of the next one fails in the middle of what comes again, and then the same comes once more:
    /// from the same process, or after another crash.
    public func checkFailureWhileGoingOn() async throws {
        let faultCount = try await makePlace().faultCount
        var failures = 0
        for fault in 0..<faultCount {
            for diesAgain in [false, true] {
                let place = try await makePlace()
                let rest = Array(place.entries[1...])
                let state = try await deliver(to: place, kept: 1, delivered: place.entries.count / 2 + 1, from: [:])
                let sink = place.makeSink()
                try await place.breakDown(fault)
                do {
                    try await sink.restore(state)
                    _ = try await sink.prepare(for: rest)
                    _ = try await sink.deliver(rest)
                } catch {
                    failures += 1
                }
                try await place.mend()
                if diesAgain {
                    try await goOn(place, from: state, at: 1)
                } else {
                    _ = try await sink.prepare(for: rest)
                    #expect(try await sink.deliver(rest).isEmpty)
                    try await finish(sink)
                }
                #expect(
                    try await place.arrived().sorted() == place.entries.map(\.sequence),
                    "fault \(fault) while going on\(diesAgain ? ", and another crash" : "")")
            }
        }
        #expect(faultCount == 0 || failures > 0, "a place that fails")
    }

    /// After a failure the same entries come again, more of them behind.
    private func checkRepetition() async throws {
        let place = try await makePlace()
        let entries = place.entries
        let sink = place.makeSink()
        try await sink.restore([:])
        for end in [1, 1, entries.count / 2, entries.count, entries.count] {
            _ = try await sink.prepare(for: Array(entries[..<end]))
            #expect(try await sink.deliver(Array(entries[..<end])).isEmpty)
        }
        try await finish(sink)
        #expect(try await place.arrived().sorted() == entries.map(\.sequence), "entries that came again")
    }

    /// A process dies with so many entries kept and so many delivered; the next one goes on from the checkpoint.
    private func checkCrashes() async throws {
        let count = try await makePlace().entries.count
        for kept in 0...count {
            for delivered in kept...count {
                let place = try await makePlace()
                let state = try await deliver(to: place, kept: kept, delivered: delivered, from: [:])
                try await goOn(place, from: state, at: kept)
                #expect(
                    try await place.arrived().sorted() == place.entries.map(\.sequence),
                    "\(kept) entries kept and \(delivered) delivered before a crash")
            }
        }
    }

    /// The process that goes on dies as well.
    private func checkSecondCrash() async throws {
        let place = try await makePlace()
        let entries = place.entries
        let middle = entries.count / 2
        let first = try await deliver(to: place, kept: 1, delivered: middle, from: [:])
        let sink = place.makeSink()
        try await sink.restore(first)
        _ = try await sink.prepare(for: Array(entries[1...middle]))
        _ = try await sink.deliver(Array(entries[1...middle]))
        try await goOn(place, from: first, at: 1)
        #expect(try await place.arrived().sorted() == entries.map(\.sequence), "two crashes behind one checkpoint")
    }

    /// The process that goes on keeps a part of what comes again, and dies.
    private func checkCrashWhileGoingOn() async throws {
        let count = try await makePlace().entries.count
        for kept in 1..<count {
            let place = try await makePlace()
            let entries = place.entries
            let first = try await deliver(to: place, kept: 0, delivered: count, from: [:])
            let sink = place.makeSink()
            try await sink.restore(first)
            _ = try await sink.prepare(for: Array(entries[..<kept]))
            _ = try await sink.deliver(Array(entries[..<kept]))
            let second = try await sink.checkpoint()
            try await goOn(place, from: second, at: kept)
            #expect(
                try await place.arrived().sorted() == entries.map(\.sequence),
                "\(kept) entries kept while going on, and a crash")
        }
    }

    /// - Returns: The state that the next process finds.
    private func deliver(
        to place: any SinkPlace, kept: Int, delivered: Int, from state: Document
    ) async throws -> Document {
        var state = state
        let entries = place.entries
        let sink = place.makeSink()
        try await sink.restore(state)
        for (range, keeps) in [(0..<kept, true), (kept..<delivered, false)] where !range.isEmpty {
            if try await sink.prepare(for: Array(entries[range])) { state = try await sink.checkpoint() }
            _ = try await sink.deliver(Array(entries[range]))
            if keeps { state = try await sink.checkpoint() }
        }
        return state
    }

    private func goOn(_ place: any SinkPlace, from state: Document, at start: Int) async throws {
        let rest = Array(place.entries[start...])
        let sink = place.makeSink()
        try await sink.restore(state)
        _ = try await sink.prepare(for: rest)
        #expect(try await sink.deliver(rest).isEmpty)
        try await finish(sink)
    }

    private func finish(_ sink: any LogSink) async throws {
        try await sink.finish(RunEnding(status: .finished, time: WallTime(millisecondsSince1970: 1_700_000_100_000)))
        _ = try await sink.checkpoint()
    }
}
