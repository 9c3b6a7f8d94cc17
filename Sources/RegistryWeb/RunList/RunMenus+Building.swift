import RegistryCore

extension RunColumnMenu {
    init(view: RunListView, survey: RunSurvey) {
        let shown = view.columns ?? survey.usualFields
        let option = { (field: RunField, label: String) in
            Option(
                optionValue: field.text, optionLabel: VisibleText.short(label),
                optionInFull: VisibleText.full(field.text), isChecked: shown.contains(field))
        }
        // What is shown is offered, too, when none of the newest runs has it.
        var known: (parameters: [String], tags: [String], metrics: [String]) =
            (survey.parameters, survey.tags, survey.metrics)
        var rare: [Option] = []
        for field in shown {
            switch field {
            case .parameter(let name) where !known.parameters.contains(name): known.parameters.append(name)
            case .tag(let name) where !known.tags.contains(name): known.tags.append(name)
            case .metric(let name, _) where !known.metrics.contains(name): known.metrics.append(name)
            default: break
            }
            if case .metric(_, let number) = field, !Self.numbers.contains(number) {
                rare.append(option(field, field.heading))
            }
        }
        let metrics = known.metrics.map { name in
            MetricOption(
                metricLabel: VisibleText.short(name), metricInFull: VisibleText.full(name),
                numbers: Self.numbers.map { option(.metric(name, $0), $0.rawValue) })
        }
        sections = [
            Section("Run", RunField.attributes.map { option($0, $0.heading) }),
            Section("Parameters", known.parameters.map { option(.parameter($0), $0) }),
            Section("Metrics", rare, metrics), Section("Tags", known.tags.map { option(.tag($0), $0) }),
        ].filter { !$0.options.isEmpty || !$0.metricOptions.isEmpty }
        columnHidden = view.hidden(without: ["col", "cursor"])
        usualAddress = view.columns == nil ? nil : view.with { $0.columns = nil }.address
    }

    /// The numbers of a metric that the menu offers.
    private static let numbers: [RunField.Number] = [.last, .min, .max]
}

extension RunColumnMenu.Section {
    fileprivate init(
        _ title: String, _ options: [RunColumnMenu.Option], _ metricOptions: [RunColumnMenu.MetricOption] = []
    ) {
        self.init(sectionTitle: title, options: options, metricOptions: metricOptions)
    }
}

extension RunGroupMenu {
    init(view: RunListView, survey: RunSurvey) {
        let offered =
            [.experiment, .status, .host, .commit] + survey.parameters.map { RunField.parameter($0) }
            + survey.tags.map { .tag($0) }
        let count = min(view.groupings.count + 1, RunListView.mostGroupings)
        levels = (0..<count).map { index in
            let chosen = index < view.groupings.count ? view.groupings[index] : nil
            let fields = offered + (chosen.map { offered.contains($0) ? [] : [$0] } ?? [])
            let none = Choice(choiceValue: "", choiceLabel: "none", isSelected: chosen == nil)
            return Level(
                levelLabel: index == 0 ? "Group by" : "then by",
                choices: [none]
                    + fields.map { field in
                        Choice(
                            choiceValue: field.text, choiceLabel: VisibleText.short(field.label),
                            isSelected: field == chosen)
                    })
        }
        groupHidden = view.hidden(without: ["group", "in", "cursor"])
        ungroupedAddress =
            view.groupings.isEmpty
            ? nil
            : view.with {
                $0.groupings = []
                $0.within = []
            }.address
    }
}

extension RunField {
    /// What a menu calls it.
    fileprivate var label: String {
        switch self {
        case .parameter, .tag, .metric: text
        default: heading.lowercased()
        }
    }
}
