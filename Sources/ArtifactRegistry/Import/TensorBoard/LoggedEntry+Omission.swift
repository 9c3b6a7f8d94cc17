import EventFiles

extension LoggedEntry {
    /// Whether it becomes something in the registry.
    var isTaken: Bool {
        switch value {
        case .scalar, .text, .sessionStart, .sessionEnd: true
        default: false
        }
    }

    /// Whether it becomes a line of a log.
    var isTakenAsText: Bool { if case .text = value { true } else { false } }

    /// Under what it is counted when it is not taken.
    var omission: TensorBoardOmission {
        switch value {
        case .images: .images
        case .histogram: .histograms
        case .audio: .audio
        case .meshPart: .meshes
        case .prCurve: .prCurves
        case .layout: .layouts
        case .experiment: .experiments
        case .tensor(_, let plugin), .other(let plugin): .unknownPlugin(PlainText.of(plugin))
        case .scalar, .text, .sessionStart, .sessionEnd: .furtherKinds
        }
    }
}
