public import RegistryCore

extension Logger {
    /// Logs one record.
    ///
    /// - Numbers are drawn by TensorBoard and as the run's series: every whole or floating point number but the
    ///   iteration, under `<ModelName>/<key>` in TensorBoard (the key alone when the record names no model). The iteration
    ///   is the first field whose lower-cased name contains `iteration`; a record without one stands at its place among
    ///   the logger's records. Booleans are no numbers.
    /// - The record becomes a row of `<logs root>/<log dir>/data/<ExperimentName or "default">_<last 5 characters of
    ///   ArtifactID>.csv`, with a column for each key but `FileList` and `Metadata`, and an artifact of the registry.
    /// - `FileList` is set to the path of that CSV file. A record without `ArtifactID` gets one that all such records
    ///   of this logger share. The registry's own fields (`_id`, `_run`, `_seq`) are left out.
    ///
    /// The call never throws; problems go to `LoggerConfiguration.onProblem`.
    public func logArtifact(_ record: Document) {
        guard let recorder, toggle.isOn, recorder.isInItsProcess() else { return }
        log(completed(record, in: recorder), place: recorder.nextPlace(), image: nil, in: recorder)
    }

    /// Logs one record and the image that belongs to it.
    ///
    /// The image is shown by TensorBoard under `<ModelName>_<last 5 characters of ArtifactID>_image` at the record's
    /// iteration, and becomes `<logs root>/<log dir>/image/<tag>_<iteration>.png`. The record gets a field `ImageInfo` with `ImagePath`
    /// and `Tag`, and is logged as ``logArtifact(_:)`` does. A model that is not named is called `undefined`.
    public func logArtifactWithImage(_ record: Document, _ image: ImageArray) {
        guard let recorder, toggle.isOn, recorder.isInItsProcess() else { return }
        var completed = completed(record, in: recorder)
        let weights = completed["ModelName"].map(CSVFormat.text) ?? ""
        let artifact = (completed["ArtifactID"].map(CSVFormat.text) ?? "").suffix(5)
        let tag = "\(weights.isEmpty ? "undefined" : weights)_\(artifact)_image"
        let place = recorder.nextPlace()
        let step = RecordFields.step(of: completed, place: place)
        let logged = LoggedImage(image, tag: tag, step: step)
        completed["ImageInfo"] = [
            "ImagePath": .string("\(recorder.folder.imagePath)/\(logged.fileName)"), "Tag": .string(tag),
        ]
        log(completed, place: place, image: (logged, step), in: recorder)
    }

    private func completed(_ record: Document, in recorder: RunRecorder) -> Document {
        var completed = record
        for key in FieldName.reserved { completed[key] = nil }
        if completed["ArtifactID"].map(\.isNull) ?? true { completed["ArtifactID"] = artifactID }
        completed["FileList"] = [.string(recorder.folder.csvPath(for: completed))]
        return completed
    }

    private func log(
        _ record: Document, place: Int64, image: (image: LoggedImage, step: Step)?, in recorder: RunRecorder
    ) {
        let time = recorder.surroundings.now()
        do {
            // Outside of the journal's lock: this is what takes long.
            let body = try record.bson()
            let imageBody = try image?.image.document.bson()
            for body in [body, imageBody ?? []] where !RunRecorder.isShortEnough(body) {
                throw RunRecorder.tooLarge(body)
            }
            recorder.append(count: image == nil ? 1 : 2) { buffer in
                if let imageBody, let image {
                    buffer.add(.image, time: time, number: image.step.rawValue, body: imageBody)
                }
                buffer.add(.record, time: time, number: place, body: body)
            }
        } catch {
            recorder.refuse(error)
        }
    }
}
