import RegistryCore

extension ComparePage.Samples {
    /// The most labels, and the most matrices, that are shown.
    private static let mostGroups = 12
    /// The most steps to choose from.
    private static let mostSteps = 500

    /// What compared runs logged.
    ///
    /// - Returns: `nil` when no run has such a thing.
    init?(_ samples: [RunID: RunSamples], runs: [ComparedRun], view: CompareView, theme: Theme) {
        self.init(
            samples, runs: runs, step: view.step, action: "/compare#samples",
            runList: view.runs.map(\.description).joined(separator: ","), theme: theme
        ) { step in
            var there = view
            there.step = step
            return there.address() + "#samples"
        }
    }

    /// What one run logged, for its own page.
    ///
    /// - Returns: `nil` when it has no such thing.
    init?(_ samples: RunSamples, of run: Run, step: Int64?, theme: Theme) {
        let path = "/runs/\(run.id)"
        self.init(
            [run.id: samples], runs: ComparedRun.all([(run: run, record: [:])]), step: step, action: "\(path)#samples",
            runList: nil,
            theme: theme
        ) { "\(path)?step=\($0)#samples" }
    }

    private init?(
        _ samples: [RunID: RunSamples], runs: [ComparedRun], step wanted: Int64?, action: String, runList: String?,
        theme: Theme, address: (Int64) -> String
    ) {
        let own = runs.map { (run: $0, samples: samples[$0.run.id] ?? RunSamples()) }
        let steps = own.reduce(into: Set<Int64>()) { $0.formUnion($1.samples.steps) }.sorted()
        guard let last = steps.last else { return nil }
        // Any step may be asked for; what is shown is the last one that is not beyond it.
        let step = steps.last { $0 <= wanted ?? last } ?? steps[0]
        let texts = own.map { (run: $0.run, found: $0.samples.texts(at: step)) }
        let matrices = own.map { (run: $0.run, found: $0.samples.matrices(at: step)) }
        let labels = Set(texts.flatMap(\.found.keys)).sorted()
        let names = Set(matrices.flatMap(\.found.keys)).sorted()
        textGroups = labels.prefix(Self.mostGroups).map { label in
            ComparePage.TextGroup(
                label, texts: texts.compactMap { entry in entry.found[label].map { (entry.run, $0) } })
        }
        matrixGroups = names.prefix(Self.mostGroups).map { name in
            ComparePage.MatrixGroup(
                name, matrices: matrices.compactMap { entry in entry.found[name].map { (entry.run, $0) } }, step: step,
                theme: theme)
        }
        hasTexts = !textGroups.isEmpty
        hasMatrices = !matrixGroups.isEmpty
        let shown = steps.suffix(Self.mostSteps)
        stepChoices = shown.map { ComparePage.StepChoice(stepValue: String($0), isSelected: $0 == step) }
        hasSteps = steps.count > 1
        previousAddress = steps.last { $0 < step }.map(address)
        nextAddress = steps.first { $0 > step }.map(address)
        stepAction = action
        self.runList = runList
        var notes: [String] = []
        if labels.count > Self.mostGroups {
            notes.append("\(labels.count - Self.mostGroups) more labels of texts are not shown.")
        }
        if names.count > Self.mostGroups {
            notes.append("\(names.count - Self.mostGroups) more matrices are not shown.")
        }
        if shown.count < steps.count { notes.append("The last \(shown.count) of \(steps.count) steps can be chosen.") }
        let partial = own.filter(\.samples.isPartial).map(\.run.label)
        if !partial.isEmpty {
            notes.append("Only the newest artifacts were looked at of \(partial.joined(separator: ", ")).")
        }
        sampleNotes = notes
    }
}

extension ComparePage.TextGroup {
    fileprivate init(_ label: String, texts: [(run: ComparedRun, sample: TextSample)]) {
        textLabel = label.isEmpty ? "(no label)" : VisibleText.short(label)
        textLabelInFull = VisibleText.full(label)
        let expected = texts.lazy.compactMap(\.sample.expected).first
        expectedText = expected.map { Self.beginning(of: $0).text }
        let first = texts.first
        baseNote =
            expected != nil
            ? "against what was expected" : texts.count > 1 ? "against \(first?.run.label ?? "")" : ""
        textSides = texts.map { run, sample in
            let isBase = expected == nil && run.run.id == first?.run.run.id
            // A run may have been asked for something else than the first one.
            let base = isBase ? nil : sample.expected ?? expected ?? first?.sample.text
            return ComparePage.TextSide(run, sample, base: base, isAlone: texts.count == 1)
        }
    }

    /// As much of a text as is compared.
    fileprivate static func beginning(of text: String) -> (text: String, isCut: Bool) {
        let (words, isCut) = WordDifference.words(of: text)
        return (VisibleText.lines(words.joined()), isCut)
    }
}

extension ComparePage.TextSide {
    fileprivate init(_ compared: ComparedRun, _ sample: TextSample, base: String?, isAlone: Bool) {
        colourNumber = compared.colour % 10
        isDashed = compared.colour >= 10
        runLabel = compared.label
        sampleStep = String(sample.step)
        let isCut: Bool
        html = base == nil && isAlone && sample.isMarkdown ? MarkdownText.html(sample.text) : nil
        if let base {
            let difference = WordDifference(from: base, to: sample.text)
            isCut = difference.isCut
            parts = difference.parts.map {
                ComparePage.TextPart(
                    isAdded: $0.kind == .added, isRemoved: $0.kind == .removed, partText: VisibleText.lines($0.text))
            }
            changeNote =
                difference.isSame
                ? "the same"
                : "\(difference.removedCount) \(difference.removedCount == 1 ? "word" : "words") removed, \(difference.addedCount) added"
        } else {
            let beginning = ComparePage.TextGroup.beginning(of: sample.text)
            isCut = beginning.isCut
            parts = [ComparePage.TextPart(isAdded: false, isRemoved: false, partText: beginning.text)]
            changeNote = nil
        }
        cutNote =
            isCut
            ? "Only the beginning is compared and shown: \(WordDifference.mostWords) words and signs, or 64 KiB." : nil
    }
}

extension ComparePage.MatrixGroup {
    fileprivate init(
        _ name: String, matrices own: [(run: ComparedRun, matrix: MatrixSample)], step: Int64, theme: Theme
    ) {
        matrixName = VisibleText.short(name)
        matrixNameInFull = VisibleText.full(name)
        matrices = own.compactMap { run, matrix in
            ComparePage.MatrixFigure(
                "\(run.label), step \(matrix.step)", fields: [("run", run.run.id.description), ("name", name)],
                step: step,
                theme: theme)
        }
        guard let first = own.first, own.count > 1 else {
            (differences, hasDifferences, matrixNote) = ([], false, nil)
            return
        }
        let comparable = own.dropFirst().filter { $0.matrix.classes == first.matrix.classes }
        differences = comparable.compactMap { run, _ in
            ComparePage.MatrixFigure(
                "\(run.label) − \(first.run.label)",
                fields: [
                    ("run", run.run.id.description), ("base", first.run.run.id.description), ("name", name),
                ], step: step, theme: theme)
        }
        hasDifferences = !differences.isEmpty
        let others = own.count - 1 - comparable.count
        matrixNote =
            others == 0
            ? nil
            : "\(others) of the matrices \(others == 1 ? "has" : "have") other classes than that of \(first.run.label); there is no difference to show."
    }
}

extension ComparePage.MatrixFigure {
    /// A picture of a matrix, square.
    fileprivate init?(_ title: String, fields: [(String, String)], step: Int64, theme: Theme) {
        self.init(title: title, at: "/compare/matrix", fields: fields + [("step", String(step))], theme: theme)
    }

    /// - Parameters:
    ///   - path: where it is drawn.
    ///   - fields: what the address asks for, besides size and colours.
    init?(title: String, at path: String, fields: [(String, String)], theme: Theme) {
        let pictures = ChartLook.all(for: theme).map { look in
            var address = FormFields()
            for (name, value) in fields { address.append(name, value) }
            let side = look.form == .narrow ? (look.width, look.width) : (480, 440)
            address.append("width", String(side.0))
            address.append("height", String(side.1))
            if look.colours == .dark { address.append("theme", "dark") }
            return (
                address: "\(path)?\(address.encoded)",
                size: PictureSize(width: side.0 * look.scale, height: side.1 * look.scale)
            )
        }
        guard let figure = ChartsPanel.Figure(title: title, theme: theme, pictures: pictures) else { return nil }
        self.init(
            figureTitle: figure.chartTitle, alternatives: figure.alternatives, chartAddress: figure.chartAddress,
            chartWidth: figure.chartWidth, chartHeight: figure.chartHeight)
    }
}
