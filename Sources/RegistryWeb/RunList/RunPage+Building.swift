import RegistryCharts
import RegistryCore

extension RunPage {
    /// The most charts of one page.
    private static let mostFigures = 60

    /// What the names of the series begin with that say what the machine and the process use.
    private static let systemPrefix = "system/"

    /// So many lines of the log's end stand in the page as it comes.
    static let lineCount = 200

    /// The page of a run as it appears now.
    ///
    /// - Parameters:
    ///   - environment: what it was made with, as its record has it.
    ///   - command: how its program was called, as its record has it.
    ///   - lines: the last lines of its log, one more than ``lineCount`` when there are more.
    init(
        run: Run, environment: Document?, command: Document?, files runFiles: RunFiles, samples: ComparePage.Samples?,
        lines: [LogLine],
        now: WallTime, theme: Theme, frame: Frame
    ) {
        self.frame = frame
        runID = run.id.description
        runName = run.name.isEmpty ? run.id.description : VisibleText.short(run.name)
        runNameInFull = run.name.isEmpty ? run.id.description : VisibleText.full(run.name)
        status = StatusMark(run.status)
        reason = run.statusMessage.flatMap { $0.isBlank ? nil : VisibleText.full($0) }
        notes = run.notes.isEmpty ? nil : MarkdownText.html(run.notes)
        facts = Self.facts(of: run, now: now)
        parameters = run.flatParameters.sorted { $0.name < $1.name }.map {
            Fact($0.name, $0.value, .parameter($0.name))
        }
        tags = run.tags.sorted { $0.key < $1.key }.map { Fact($0.key, .string($0.value), .tag($0.key)) }
        hasParameters = !parameters.isEmpty
        hasTags = !tags.isEmpty
        let ordered = run.metrics.sorted { $0.key < $1.key }
        metrics = ordered.map { Metric(name: $0.key, summary: $0.value) }
        hasMetrics = !metrics.isEmpty
        hasRemarks = metrics.contains { !$0.remark.isEmpty }
        let names = ordered.map(\.key)
        let isSystem = { (name: String) in name.hasPrefix(Self.systemPrefix) }
        figures = names.filter { !isSystem($0) }.prefix(Self.mostFigures).compactMap {
            ChartsPanel.Figure(run: run.id, metric: $0, theme: theme)
        }
        systemFigures = names.filter(isSystem).prefix(Self.mostFigures).compactMap {
            ChartsPanel.Figure(run: run.id, metric: $0, theme: theme)
        }
        hasSystemFigures = !systemFigures.isEmpty
        files = runFiles.files
        hasFiles = !files.isEmpty
        hasMoreFiles = runFiles.hasMoreFiles
        allFilesAddress = "/files?run=\(run.id)&sort=file"
        strips = runFiles.strips
        hasStrips = !strips.isEmpty
        self.samples = samples
        players = runFiles.media.players
        playersTitle = runFiles.media.title
        hasPlayers = !players.isEmpty
        changes = runFiles.changes
        self.command = command.flatMap { RunCommand($0) }
        let origin = environment.map { RunOrigin($0, diffAddress: runFiles.changes?.address) }
        originParts = origin?.parts ?? []
        originNotes = origin?.notes ?? []
        commands = origin?.commands
        hasOrigin = origin != nil
        hasLines = !lines.isEmpty
        hasOlderLines = lines.count > Self.lineCount
        self.lines = Line.lines(lines.suffix(Self.lineCount))
        startMilliseconds = String(run.startTime.millisecondsSince1970)
        nowMilliseconds = String(now.millisecondsSince1970)
        originMilliseconds = String(run.timeOrigin.millisecondsSince1970)
        jsonAddress = "/api/v1/runs/\(run.id)"
        var fields = FormFields()
        fields.append("search_field", "expression")
        fields.append("search_value", "_run = '\(run.id)'")
        artifactsAddress = "/?\(fields.encoded)"
    }

    private static func facts(of run: Run, now: WallTime) -> [Fact] {
        var facts = [
            Fact("Experiment", .string(run.experiment), .experiment), Fact("Started (UTC)", .date(run.startTime)),
            Fact(
                "Duration",
                .string(CellText.duration(from: run.startTime, to: run.lastMoment(at: now)))),
        ]
        if !run.host.isEmpty { facts.append(Fact("Machine", .string(run.host), .host)) }
        if let commit = run.gitCommit { facts.append(Fact("Commit", .string(commit), .commit)) }
        return facts
    }
}

extension RunPage.Fact {
    /// - Parameter field: what of a run it is, by which others that have the same are found; `nil` for nothing to search by.
    init(_ name: String, _ value: Value, _ field: RunField? = nil) {
        self.init(
            factName: VisibleText.short(name), factText: CellText.short(value), factInFull: CellText.full(value),
            sameAddress: field?.condition(equal: value).map { condition in
                var view = RunListView()
                view.condition = condition
                return view.address
            })
    }
}

extension RunPage.Metric {
    fileprivate init(name: String, summary metric: MetricSummary) {
        metricAddress = PathSegment.encoded(name)
        metricName = VisibleText.short(name)
        metricInFull = VisibleText.full(name)
        let summary = metric.summary
        last = CellText.number(summary.last)
        minimum = CellText.number(summary.minimum)
        maximum = CellText.number(summary.maximum)
        step = CellText.grouped(summary.lastStep.rawValue)
        count = CellText.grouped(Int64(summary.count))
        var remarks: [String] = []
        if summary.nanCount > 0 { remarks.append("\(CellText.grouped(Int64(summary.nanCount))) NaN") }
        if metric.revisitedSteps > 0 { remarks.append("\(CellText.grouped(metric.revisitedSteps)) steps logged again") }
        remark = remarks.joined(separator: ", ")
    }
}

extension RunPage.Line {
    /// Neighbours in a log: the first one of each day says which day it is, as `Public/live/days.js` does for lines that come later.
    fileprivate static func lines(_ lines: ArraySlice<LogLine>) -> [RunPage.Line] {
        var day: Substring?
        return lines.map { line in
            // 2026-01-31T12:34:56.789Z
            let parts = line.time.iso8601?.split(separator: "T") ?? []
            let isNew = parts.first != nil && parts.first != day
            day = parts.first ?? day
            return RunPage.Line(
                position: line.position.description, level: line.level.name,
                day: isNew ? parts.first.map { "\($0) UTC" } : nil,
                time: parts.last.map { String($0.prefix { $0 != "Z" }) } ?? "",
                timeInFull: line.time.iso8601 ?? "", parts: LogText.parts(line.text))
        }
    }
}

extension ChartsPanel.Figure {
    fileprivate init?(run: RunID, metric: String, theme: Theme) {
        self.init(
            title: metric, theme: theme,
            pictures: ChartLook.all(for: theme).map { look in
                var fields = FormFields()
                fields.append("metric", metric)
                if look.colours == .dark { fields.append("theme", "dark") }
                if look.form == .narrow {
                    fields.append("width", String(look.width))
                    fields.append("height", String(look.height))
                }
                return (
                    "/api/v1/runs/\(run)/chart?\(fields.encoded)",
                    PictureSize(width: look.width * look.scale, height: look.height * look.scale)
                )
            })
    }
}
