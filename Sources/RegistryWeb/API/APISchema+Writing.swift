import RegistryCore

extension APISchema {
    /// The shapes of what is written, and of the answers to that.
    var written: Document {
        switch self {
        case .newRun:
            Self.object([
                "id": Self.runID, "experiment": Self.text, "name": Self.text, "startTime": Self.time,
                "parameters": Self.any, "tags": Self.any, "notes": Self.text, "host": Self.text,
                "gitCommit": Self.text,
            ])
        case .runEnd:
            Self.object(["status": Self.ending, "endTime": Self.time, "message": Self.text])
        case .change: Self.object(["set": Self.any, "remove": Self.list(Self.text), "expected": Self.any])
        case .newArtifacts: Self.object(["artifacts": Self.list(Self.any)], required: ["artifacts"])
        case .insertion:
            Self.object(["ids": Self.list([:]), "duplicates": Self.whole], required: ["ids", "duplicates"])
        case .newPoints:
            Self.object([
                "sequence": Self.whole,
                "points": Self.list(
                    Self.object(
                        [
                            "metric": Self.text, "step": Self.whole, "value": Self.number, "time": Self.time,
                            "sequence": Self.whole,
                        ], required: ["metric", "step", "value"])),
                "series": Self.list(
                    Self.object(
                        [
                            "metric": Self.text, "steps": Self.list(Self.whole), "values": Self.list(Self.number),
                            "times": Self.list(Self.time), "sequences": Self.list(Self.whole),
                        ], required: ["metric", "steps", "values"])),
            ])
        case .newLines:
            Self.object(
                [
                    "sequence": Self.whole,
                    "lines": Self.list(
                        Self.object(
                            ["text": Self.text, "time": Self.time, "level": Self.level, "sequence": Self.whole],
                            required: ["text"])),
                ], required: ["lines"])
        case .newFile:
            Self.object(
                [
                    "file": Self.text, "filetype": Self.text, "run": Self.runID, "step": Self.whole,
                    "label": Self.text, "contentType": Self.text, "upload": Self.text, "sha256": Self.text,
                    "location": Self.text, "size": Self.whole,
                ], required: ["file"])
        case .upload:
            Self.object(["upload": Self.text, "received": Self.whole], required: ["upload", "received"])
        case .accepted: Self.object(["accepted": Self.whole], required: ["accepted"])
        default: Self.any
        }
    }
}
