import RegistryCore

extension ArtifactPageRoutes {
    /// The most files that are named because they could not be used.
    private static let mostProblems = 5

    /// The charts of what is checked. What cannot be drawn is said in the panel: the list beside it, and the other charts,
    /// are still good.
    func panel(for view: ArtifactListView, theme: Theme) async throws -> ChartsPanel {
        guard view.hasSelection else { return .nothing }
        func panel(note: String = "", problems: [String] = [], figures: [ChartsPanel.Figure] = []) -> ChartsPanel {
            ChartsPanel(
                isShown: true, note: note, chartProblems: problems.map(VisibleText.full), figures: figures,
                chartsAddress: view.address(at: "/charts"), uncheckedAddress: view.unchecked.address())
        }
        let files = try await ArtifactListBuilder(store: store).checkedFiles(of: view, limit: ChartMaker.mostCurves)
        guard !files.isEmpty else {
            return panel(problems: ["None of the checked records names a CSV file, so there is nothing to draw."])
        }
        do {
            let shown = Array(files.prefix(ChartMaker.mostCurves))
            let set = try await charts.charts(of: shown, looks: ChartLook.all(for: theme))
            var problems = try Self.sentences(about: set.problems)
            let figures = ChartsPanel.Figure.figures(of: set.charts, theme: theme)
            if figures.isEmpty { problems.append("The checked files hold no numbers yet.") }
            let count = shown.count - set.problems.count
            let note =
                files.count > shown.count
                ? "The first \(count) files of more" : count == 1 ? "1 file" : "\(count) files"
            return panel(note: note, problems: problems, figures: figures)
        } catch let error as RegistryError where error.code != .internalFailure {
            return panel(problems: [error.message])
        } catch let refusal as RequestRefusal {
            return panel(problems: [refusal.message])
        }
    }

    private static func sentences(about problems: [ChartFileProblem]) throws -> [String] {
        var sentences = try problems.prefix(mostProblems).map { problem in
            // What has no words for people is no file's fault.
            guard let message = problem.message else { throw problem.error }
            return message
        }
        let more = problems.count - sentences.count
        if more > 0 {
            sentences.append(more == 1 ? "One more file is not drawn." : "\(more) more files are not drawn.")
        }
        return sentences
    }
}
