/// What Aim keeps of a sequence beside its values.
struct AimTrace: Hashable, Sendable {
    /// What it holds; `nil` for what is not written here.
    var kind: AimSequenceKind?
    var lastStep: Int64?
    var min: Double?
    var max: Double?

    /// Takes points.
    ///
    /// - Parameter isNew: Whether Aim has nothing of the sequence yet.
    /// - Returns: The fields that change by them.
    mutating func take(_ points: [AimPoint], isNew: Bool) -> [AimField] {
        var fields: [AimField] = []
        if isNew, let first = points.first, let kind {
            fields.append(AimField("dtype", .text(kind.valueType)))
            fields.append(AimField("version", .int(kind.version)))
            if kind == .metric { fields.append(AimField("first", first.value)) }
            fields.append(AimField("first_step", .int(first.step)))
        }
        let before = self
        var last: AimPoint?
        for point in points {
            if lastStep.map({ point.step >= $0 }) ?? true {
                lastStep = point.step
                last = point
            }
            guard let number = point.value.numberValue, !number.isNaN else { continue }
            min = Swift.min(min ?? number, number)
            max = Swift.max(max ?? number, number)
        }
        if let last {
            if kind == .metric { fields.append(AimField("last", last.value)) }
            fields.append(AimField("last_step", .int(last.step)))
        }
        if let min, min != before.min { fields.append(AimField("min", .double(min))) }
        if let max, max != before.max { fields.append(AimField("max", .double(max))) }
        return fields
    }

    /// Those that a run has, by the hash of their context and their name.
    static func all(_ tree: AimTreeReader) -> [AimTracePlace: AimTrace] {
        var traces: [AimTracePlace: AimTrace] = [:]
        for (path, value) in tree.leaves {
            guard path.count == 3, case .number(let context) = path[0], case .name(let name) = path[1],
                case .name(let field) = path[2]
            else { continue }
            let place = AimTracePlace(context: context, name: name)
            switch field {
            case "dtype": traces[place, default: AimTrace()].kind = value.textValue.flatMap(AimSequenceKind.init)
            case "last_step": traces[place, default: AimTrace()].lastStep = value.intValue
            case "min": traces[place, default: AimTrace()].min = value.numberValue
            case "max": traces[place, default: AimTrace()].max = value.numberValue
            default: break
            }
        }
        return traces
    }
}
