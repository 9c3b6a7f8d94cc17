/// Something in a log directory that does not come into the registry.
public enum TensorBoardOmission: Hashable, Sendable {
    /// Pictures.
    case images
    /// Histograms and distributions.
    case histograms
    /// Sounds.
    case audio
    /// Parts of meshes.
    case meshes
    /// Precision and recall curves.
    case prCurves
    /// Layouts of the custom scalar page.
    case layouts
    /// What hyperparameters and metrics an experiment has; the runs' own values are taken.
    case experiments
    /// Values of a plugin that is not known here; the name is empty when the file has none.
    case unknownPlugin(String)
    /// Points of more metrics than a run may have.
    case pointsOfFurtherMetrics
    /// More or longer hyperparameters than a run may have.
    case furtherParameters
    /// Texts that were taken, but only their beginning.
    case endsOfTexts
    /// More texts than one record may have.
    case furtherTexts
    /// Points and texts of runs that were deleted from the registry while they were being read.
    case ofDeletedRuns
    /// Points and texts of a run that the registry refuses, with its reason.
    case ofRefusedRun(reason: String)
    /// Points and texts of more event files than are followed.
    case ofFurtherFiles
    /// Further things of this list, which has become too long.
    case furtherKinds

    /// What it is and why it is not taken. It holds no control characters.
    public var sentence: String {
        switch self {
        case .images: "images: this import does not take them; they stay in the event files"
        case .histograms: "histograms: this import does not take them; they stay in the event files"
        case .audio: "sounds: this import does not take them; they stay in the event files"
        case .meshes: "mesh parts: this import does not take them; they stay in the event files"
        case .prCurves: "precision and recall curves: this import does not take them; they stay in the event files"
        case .layouts: "layouts of custom scalars: the registry has no such page"
        case .experiments: "descriptions of hyperparameters: only the runs' own values are taken"
        case .unknownPlugin(""): "values without a plugin that are neither numbers nor texts"
        case .unknownPlugin(let name): "values of the plugin \(PlainText.of(name)), which is not known here"
        case .pointsOfFurtherMetrics: "points of metrics beyond the most a run may have (raise it with --metrics)"
        case .furtherParameters: "hyperparameters beyond 1,000 of a run or 256 KiB"
        case .endsOfTexts: "texts cut at 64 KiB, the longest line of a log"
        case .furtherTexts: "texts beyond 1,000 in one record"
        case .ofDeletedRuns: "points and texts of runs deleted while they were read; import again to have them back"
        case .ofRefusedRun(let reason): "points and texts that the registry refuses: \(PlainText.of(reason))"
        case .ofFurtherFiles: "points and texts of event files beyond those that can be followed at once"
        case .furtherKinds: "other things"
        }
    }
}

extension TensorBoardOmission {
    init(_ refusal: RunRefusal) {
        switch refusal {
        case .deleted: self = .ofDeletedRuns
        case .refused(let reason): self = .ofRefusedRun(reason: reason)
        }
    }
}
