import RegistryCharts
import RegistryCore

extension ComparePage {
    /// The most rows of one kind.
    private static let mostFields = 200
    /// The most charts.
    private static let mostFigures = 100

    init(view: CompareView, answer: ComparisonBuilder.Answer, now: WallTime, theme: Theme, frame: Frame) {
        self.frame = frame
        let runs = answer.runs
        problems = Self.problems(of: view) + answer.problems
        hasRuns = !runs.isEmpty
        summary = runs.count == 1 ? "1 run" : "\(runs.count) runs"
        goesOn = Self.goesOn(runs, now: now)
        heads = runs.map { Head($0, view: view) }
        let differences = Differences(of: runs, at: now)
        sections = differences.different.map { Section($0, span: runs.count + 1, perRun: true) }
        differencesTitle =
            runs.count == 1 ? "What it has" : sections.isEmpty ? "Nothing differs" : "What differs"
        let equalCount = differences.equal.reduce(0) { $0 + $1.fields.count }
        equalNote = equalCount == 0 ? nil : "\(equalCount) \(equalCount == 1 ? "field is" : "fields are") the same"
        isEqualOpen = view.showsEqual
        equalSections = differences.equal.map { Section($0, span: 2, perRun: false) }
        let names = Self.metricNames(of: runs)
        let shown = names.filter { view.metricText.isEmpty || $0.lowercased().contains(view.metricText.lowercased()) }
        hasMetrics = !names.isEmpty
        figures = shown.prefix(Self.mostFigures).compactMap { Figure($0, runs: runs, view: view, theme: theme) }
        let count = figures.count
        figuresNote = count == names.count ? nil : "\(count) of \(names.count) metrics"
        metricText = view.metricText
        runList = view.runs.map(\.description).joined(separator: ",")
        startMilliseconds = String(runs.map(\.run.timeOrigin.millisecondsSince1970).min() ?? 0)
        samples = Samples(answer.samples, runs: runs, view: view, theme: theme)
        codes = Code.all(answer.patches, runs: runs)
        hasCodes = !codes.isEmpty
        imageStrips = ImageStrip.all(answer.images, runs: runs)
        hasImages = !imageStrips.isEmpty
        imagesNote =
            answer.images.count < ComparisonBuilder.mostImages ? nil : "The first \(answer.images.count) images."
    }

    private static func problems(of view: CompareView) -> [String] {
        var problems: [String] = []
        if view.asked > view.runs.count {
            problems.append(
                "At most \(CompareView.mostRuns) runs are compared at a time; these are the first of \(view.asked).")
        }
        for text in view.unusable { problems.append("\"\(VisibleText.short(text))\" identifies no run.") }
        return problems
    }

    private static func goesOn(_ runs: [ComparedRun], now: WallTime) -> String? {
        let count = runs.count { $0.run.status == .running }
        guard count > 0 else { return nil }
        let those =
            count < runs.count
            ? "\(count) of them \(count == 1 ? "goes" : "go") on" : count == 1 ? "It goes on" : "All go on"
        return "\(those): these are the values of \(CellText.moment(now)) UTC."
    }

    /// The metrics of any of the runs: results first, those of most runs first.
    private static func metricNames(of runs: [ComparedRun]) -> [String] {
        var counts: [String: Int] = [:]
        for name in runs.flatMap(\.run.metrics.keys) { counts[name, default: 0] += 1 }
        return counts.map { (MetricRank($0.key).rawValue, -$0.value, $0.key) }.sorted { $0 < $1 }.map(\.2)
    }

    fileprivate static func limited(_ part: Differences.Part) -> (fields: [Differences.Field], more: String?) {
        let rest = part.fields.count - mostFields
        return (Array(part.fields.prefix(mostFields)), rest > 0 ? "and \(rest) more" : nil)
    }
}

extension ComparePage.Head {
    fileprivate init(_ compared: ComparedRun, view: CompareView) {
        let run = compared.run
        runID = run.id.description
        runLabel = compared.label
        runNameInFull = VisibleText.full(run.name.isEmpty ? run.id.description : run.name)
        runAddress = "/runs/\(run.id)"
        status = StatusMark(run.status)
        colourNumber = compared.colour % 10
        isDashed = compared.colour >= 10
        seriesNumber = compared.colour
        startMilliseconds = String(run.timeOrigin.millisecondsSince1970)
        withoutAddress = view.address(of: view.runs.filter { $0 != run.id })
    }
}

extension ComparePage.Section {
    /// - Parameter perRun: whether there is a cell for each run, or one for all of them.
    fileprivate init(_ part: Differences.Part, span: Int, perRun: Bool) {
        let (fields, more) = ComparePage.limited(part)
        self.init(
            sectionTitle: part.title,
            fields: fields.map { field in
                let places = perRun ? Array(field.values.indices) : Array(field.values.indices.prefix(1))
                return ComparePage.Field(
                    fieldName: field.name.isEmpty ? "(no name)" : VisibleText.short(field.name),
                    fieldInFull: VisibleText.full(field.name),
                    cells: places.map { ComparePage.Cell(field, at: $0, perRun: perRun) })
            }, moreFields: more, span: span)
    }
}

extension ComparePage.Cell {
    fileprivate init(_ field: Differences.Field, at index: Int, perRun: Bool) {
        let value = field.values[index]
        text = CellText.short(value)
        fullText = CellText.full(value)
        isNumber = value?.numberValue != nil
        isBest = field.best != nil && value?.numberValue == field.best
        remark = perRun && field.remarks.indices.contains(index) ? field.remarks[index] : nil
    }
}

extension ComparePage.Figure {
    fileprivate init?(_ metric: String, runs: [ComparedRun], view: CompareView, theme: Theme) {
        let having = runs.filter { $0.run.metrics[metric] != nil }
        let pictures = ChartLook.all(for: theme).map { look in
            var more = [("metric", metric)]
            if look.colours == .dark { more.append(("theme", "dark")) }
            if look.form == .narrow { more += [("width", String(look.width)), ("height", String(look.height))] }
            var plain = view
            plain.showsEqual = false
            plain.metricText = ""
            plain.step = nil
            return (
                address: plain.address(of: runs.map(\.run.id), at: "/compare/chart", adding: more),
                size: PictureSize(width: look.width * look.scale, height: look.height * look.scale)
            )
        }
        guard let figure = ChartsPanel.Figure(title: metric, theme: theme, pictures: pictures) else { return nil }
        self.init(
            metric: metric, metricTitle: figure.chartTitle,
            runNumbers: having.map { String($0.colour) }.joined(separator: " "), alternatives: figure.alternatives,
            chartAddress: figure.chartAddress, chartWidth: figure.chartWidth, chartHeight: figure.chartHeight)
    }
}
