import RegistryCore

extension MLflowSink {
    /// The run at the server: the one with this run's tag, or else a new one.
    ///
    /// - Parameter start: The run's record, when it is at hand.
    /// - Throws: `RegistryError` for everything: whatever keeps a run from being made can be put right, and then it comes again.
    func openedRun(_ start: Document?) async throws -> MLflowRun {
        do {
            let experiment = try await experimentID(start)
            if let run = try await foundRun(experiment) { return run }
            let made = try await newRun(experiment, start)
            isMadeHere = true
            return made
        } catch let refusal as MLflowRefusal {
            throw refusal.error(about: "a new run")
        }
    }

    /// The tags of a run with a record: its own, those of the configuration before them, and its notes.
    func runTags(_ document: Document) -> [(key: String, value: String)] {
        var tags: [(key: String, value: String)] = []
        for (name, value) in document["tags"]?.documentValue ?? [:] {
            let name = FieldName.unescaped(name)
            if configuration.tags[name] == nil { tags.append((name, value.stringValue ?? MLflowText.text(value))) }
        }
        tags += configuration.tags.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        if let notes = document["notes"]?.stringValue, !notes.isEmpty { tags.append(("mlflow.note.content", notes)) }
        return tags
    }

    private func experimentID(_ start: Document?) async throws -> String {
        let own = start?["experiment"]?.stringValue ?? ""
        // What MLflow calls the experiment that there always is.
        let name =
            !configuration.experiment.isEmpty
            ? configuration.experiment : own.isEmpty || own == "default" ? "Default" : own
        if let id = try await existingExperiment(name) { return id }
        do {
            let answer = try await server.post("experiments/create", ["name": .string(name)])
            if let id = answer["experiment_id"]?.stringValue { return id }
        } catch let refusal as MLflowRefusal where refusal.isTaken {
            // Another process was quicker.
            if let id = try await existingExperiment(name) { return id }
        }
        throw unreadable("experiments/create")
    }

    private func existingExperiment(_ name: String) async throws -> String? {
        let experiment: Document?
        do {
            experiment = try await server.get("experiments/get-by-name", [("experiment_name", name)])["experiment"]?
                .documentValue
        } catch let refusal as MLflowRefusal where refusal.isMissing {
            return nil
        }
        guard let id = experiment?["experiment_id"]?.stringValue else { throw unreadable("experiments/get-by-name") }
        guard experiment?["lifecycle_stage"]?.stringValue != "deleted" else {
            throw RegistryError(
                .unavailable,
                "The experiment \(String(name.prefix(200)).debugDescription) was deleted at \(server.address). Restore it there, or name "
                    + "another one.")
        }
        return id
    }

    private func foundRun(_ experiment: String) async throws -> MLflowRun? {
        let answer = try await server.post(
            "runs/search",
            [
                "experiment_ids": .array([.string(experiment)]),
                "filter": .string("tags.`\(Self.runTag)` = '\(runID)'"), "run_view_type": "ALL", "max_results": 1,
            ])
        return MLflowRun(answer: answer["runs"]?.arrayValue?.first?.documentValue)
    }

    private func newRun(_ experiment: String, _ start: Document?) async throws -> MLflowRun {
        let own = start?["name"]?.stringValue ?? ""
        let name = configuration.runName.isEmpty ? own : configuration.runName
        var body: Document = [
            "experiment_id": .string(experiment), "start_time": .int(max(0, startTime.millisecondsSince1970)),
            // With the run itself: one without it would not be found again.
            "tags": .array([.document(["key": .string(Self.runTag), "value": .string(runID.description)])]),
        ]
        if !name.isEmpty { body["run_name"] = .string(MLflowText.cut(name, to: 250)) }
        let answer = try await server.post("runs/create", body)
        guard let run = MLflowRun(answer: answer["run"]?.documentValue) else { throw unreadable("runs/create") }
        return run
    }

    private func unreadable(_ method: String) -> RegistryError {
        RegistryError(.unavailable, "\(server.address) answers \(method) as no MLflow tracking server does.")
    }
}
