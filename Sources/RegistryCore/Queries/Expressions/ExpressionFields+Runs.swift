extension ExpressionFields {
    /// The field of a run's record that a name in MLflow's manner stands for. How runs are stored is in
    /// ``Run/document``.
    static func runField(_ names: [ExpressionField.Name], column: Int) throws(RegistryError) -> ExpressionField {
        let rest = names.dropFirst()
        switch (names.first?.text.lowercased() ?? "", rest.isEmpty) {
        case ("metrics", false), ("metric", false): return try metric(rest, column: column)
        case ("params", false), ("param", false), ("parameters", false), ("parameter", false):
            return try parameter(rest, column: column)
        case ("tags", false), ("tag", false): return try named("tags", rest, .any, column: column)
        case ("attributes", false), ("attribute", false), ("attr", false), ("run", false):
            return try attribute(rest, column: column)
        default: return try attribute(names[...], column: column)
        }
    }

    /// The fields of a run itself, as people are told them.
    static let attributes =
        "run_id, name, experiment, status, started, ended, duration, heartbeat, notes, host, commit, branch, user"

    /// The numbers that a metric's summary holds and that can be asked for by name.
    private static let metricNumbers: Set<String> = ["last", "min", "max", "count", "step", "first", "nan"]

    private static func metric(
        _ names: ArraySlice<ExpressionField.Name>, column: Int
    ) throws(RegistryError) -> ExpressionField {
        var name = names
        var number = "last"
        if names.count > 1, case .plain(let last)? = names.last, metricNumbers.contains(last) {
            number = last
            name = names.dropLast()
        }
        return ExpressionField(
            path: try path(["metrics", key(name), number], column: column), content: .any)
    }

    /// A parameter is stored under its whole name, `opt.lr`, or within documents, `lr` in `opt`.
    private static func parameter(
        _ names: ArraySlice<ExpressionField.Name>, column: Int
    ) throws(RegistryError) -> ExpressionField {
        var field = try named("parameters", names, .parameter, column: column)
        field.otherPaths = Array(FieldPath.parameter(names.map(\.text).joined(separator: ".")).dropFirst())
        return field
    }

    private static func named(
        _ group: String, _ names: ArraySlice<ExpressionField.Name>, _ content: ExpressionField.Content, column: Int
    ) throws(RegistryError) -> ExpressionField {
        ExpressionField(path: try path([group, key(names)], column: column), content: content)
    }

    /// The name of a metric, parameter or tag as it is stored: its dots are part of it.
    private static func key(_ names: ArraySlice<ExpressionField.Name>) -> String {
        FieldName.escaped(names.map(\.text).joined(separator: "."))
    }

    private static func attribute(
        _ names: ArraySlice<ExpressionField.Name>, column: Int
    ) throws(RegistryError) -> ExpressionField {
        let name = names.map(\.text).joined(separator: ".")
        let (field, content): (String, ExpressionField.Content)
        switch name.lowercased() {
        case "_id", "id", "run_id", "runid": (field, content) = ("_id", .any)
        case "name", "run_name", "runname": (field, content) = ("name", .any)
        case "experiment", "experiment_id", "experiment_name": (field, content) = ("experiment", .any)
        case "status": (field, content) = ("status", .status)
        case "starttime", "start_time", "started", "created": (field, content) = ("startTime", .date)
        case "endtime", "end_time", "ended": (field, content) = ("endTime", .date)
        case "duration": (field, content) = ("startTime", .duration)
        case "heartbeat": (field, content) = ("heartbeat", .date)
        case "notes", "host": (field, content) = (name.lowercased(), .any)
        case "gitcommit", "git_commit", "commit": (field, content) = ("gitCommit", .any)
        case "branch": return ExpressionField(path: "environment.git.branch", content: .any)
        case "user": return ExpressionField(path: "environment.process.user", content: .any)
        default:
            // Whoever writes `lr < 0.1` most likely means the parameter.
            let shown = name.unicodeScalars.count <= 40 ? name : "…"
            throw .expression(
                "expected a field of runs: params.\(shown), metrics.\(shown), tags.\(shown), or one of "
                    + "\(attributes)",
                column: column)
        }
        return ExpressionField(path: FieldPath(components: [field]), content: content)
    }
}
