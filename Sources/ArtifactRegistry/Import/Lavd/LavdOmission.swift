/// What an import of a folder of lavd's does not take.
public enum LavdOmission: Hashable, Sendable {
    case numbersWithoutStep, numbersOfFurtherMetrics, damagedFiles, unknownFiles, links, furtherFiles, sameLabels,
        badBoxes
    case unreadableFiles, longFiles
    case strangeSources, longTexts, strangeLines
    case ofDeletedRuns
    case ofRefusedRun(reason: String)
    case refused(reason: String)

    /// What it is, for people.
    public var sentence: String {
        switch self {
        case .numbersWithoutStep: "numbers in no step: they have no place on an axis"
        case .numbersOfFurtherMetrics: "numbers of metrics beyond the most a run may have"
        case .damagedFiles: "JSON files that are damaged; they are tried again when they change"
        case .unreadableFiles: "files that cannot be read; they are taken when they can be"
        case .longFiles: "JSON files of more than 16 MiB"
        case .unknownFiles: "files of kinds that are no part of the layout"
        case .links: "symbolic links: what is behind them may be anywhere"
        case .furtherFiles: "files beyond the most that are followed, or too deep in folders"
        case .sameLabels: "files of a label, step and kind that another file has already"
        case .badBoxes: "boxes that are outside of their image, or whose corners are no numbers"
        case .strangeSources: "names of images that are not beside their JSON file"
        case .longTexts: "texts of more than 1 MiB; their records only say where they are"
        case .strangeLines: "lines of more than 64 KiB, cut"
        case .ofDeletedRuns: "files of runs deleted while they were read; import again to have them back"
        case .refused(let reason):
            "files of a label, or a command, that the registry does not take: \(PlainText.of(reason))"
        case .ofRefusedRun(let reason): "files that the registry refuses: \(PlainText.of(reason))"
        }
    }
}
