public import Foundation

/// Reads a log directory as TensorBoard does: every folder with event files is a run, and its files are read in name
/// order, also while they grow.
///
/// One call gives one batch, and one pass goes over all files once. A pass reads only what is new since the last one, has
/// one file open at a time, and keeps a few megabytes in memory however large the files are. Whatever happens to a file
/// is told in the batches' reports; only a log directory that cannot be read is an error.
///
/// Not thread-safe: one owner calls it.
///
///     let reader = LogDirectoryReader(URL(filePath: "logs"))
///     while let batch = try reader.nextBatch() { take(batch) }   // everything there is now
///     while let batch = try reader.nextBatch() { take(batch) }   // later: what came since
public final class LogDirectoryReader {
    /// The log directory.
    public let url: URL

    private let root: String
    private let limits: ReadingLimits
    private var reader: BatchReader
    /// By path.
    private var files: [String: FollowedFile] = [:]
    /// By run.
    private var tags: [String: TagTable] = [:]
    /// What is left of the current pass, the next one last; `nil` between passes.
    private var pass: [FolderWalk.Found]?
    private var open: (file: PosixFile, path: String, size: Int)?
    private var folderReports: [LogReport] = []

    /// A reader that has read nothing yet. Nothing is opened before the first call of `nextBatch()`.
    ///
    /// - Parameters:
    ///   - url: The log directory.
    ///   - limits: How much is taken from files that may come from anybody.
    public init(_ url: URL, limits: ReadingLimits = ReadingLimits()) {
        self.url = url
        self.limits = limits
        let path = url.path
        root = path.hasSuffix("/") && path.count > 1 ? String(path.dropLast()) : path
        reader = BatchReader(limits: limits)
    }

    /// The next batch of this pass, or `nil` at its end. The call after that begins the next pass.
    ///
    /// - Throws: `EventFileError` with `unreadable` when the log directory is not there or cannot be read. The next call
    ///   tries again.
    public func nextBatch() throws(EventFileError) -> LogBatch? {
        if pass == nil { try beginPass() }
        if !folderReports.isEmpty {
            defer { folderReports = [] }
            return LogBatch(
                run: ".", file: "", tags: [], scalars: [], values: [], reports: folderReports,
                unlistedReportCount: 0, endOffset: 0)
        }
        while let found = pass?.last {
            let batch = batch(from: found)
            if open == nil { pass?.removeLast() }
            if let batch { return batch }
        }
        pass = nil
        return nil
    }

    /// Files whose end is a part of a record: their writer is at work, or was stopped. Says so as of the last pass.
    public var unfinishedFiles: [(path: String, byteOffset: Int)] {
        files.values.filter { $0.hasUnfinishedEnd }.map { ($0.path, $0.offset) }.sorted { $0.0 < $1.0 }
    }

    private func beginPass() throws(EventFileError) {
        let walk = try FolderWalk(root: root, limits: limits)
        folderReports = walk.reports
        let present = Set(walk.files.map(\.path))
        for path in files.keys.sorted() where !present.contains(path) {
            // A walk that was cut may have missed it.
            guard (try? PosixFile.status(of: "\(root)/\(path)")) == .some(nil) else { continue }
            files[path] = nil
            guard folderReports.count < limits.batchReportCount else { continue }
            folderReports.append(LogReport(kind: .fileRemoved, path: path, byteOffset: nil, message: "it is gone"))
        }
        pass = walk.files.reversed()
    }

    /// Some of what is new in a file; `nil` when there is nothing. The file stays open while there is more.
    private func batch(from found: FolderWalk.Found) -> LogBatch? {
        var state = files[found.path] ?? FollowedFile(found)
        var table = tags.removeValue(forKey: found.run) ?? TagTable()
        var builder = BatchBuilder(file: found.path, limits: limits)
        do throws(EventFileError) {
            try read(found, &state, &table, &builder)
            state.hasReportedUnreadable = false
        } catch {
            open = nil
            if !state.hasReportedUnreadable { builder.report(.unreadable, error.message) }
            state.hasReportedUnreadable = true
        }
        files[found.path] = state
        tags[found.run] = table
        return builder.isEmpty ? nil : builder.batch(run: found.run, tags: table.tags, endOffset: state.offset)
    }

    private func read(
        _ found: FolderWalk.Found, _ state: inout FollowedFile, _ table: inout TagTable, _ builder: inout BatchBuilder
    ) throws(EventFileError) {
        if open?.path != found.path {
            guard state.isWorthOpening(found.status) else { return }
            let file = try PosixFile(reading: "\(root)/\(found.path)")
            let status = try file.status()
            if let (kind, message) = try state.recognize(status, file) {
                table.forgetSteps()
                builder.report(kind, message)
            }
            open = (file, found.path, status.size)
            reader.begin(at: state.offset)
        }
        guard let (file, _, size) = open else { return }
        // Not beyond the size it had: a file that grows faster than it is read would keep the others waiting.
        let source = BoundedSource(file, end: size)
        let outcome = try reader.fill(&builder, from: source, &table)
        state.offset = reader.offset
        state.hasUnfinishedEnd = outcome == .end && state.offset != size
        guard outcome != .full else { return }
        state.seenSize = size
        state.lostAtSize = outcome == .lost ? size : nil
        if outcome == .lost, state.lostOffset != state.offset {
            state.lostOffset = state.offset
            builder.report(
                .lostRest, at: state.offset, "the length of a record is damaged; the rest of the file cannot be read")
        }
        open = nil
        try state.leaveMark(file)
    }
}
