public import EventFiles
import MediaFiles
public import RegistryCore

/// What is looked at rather than compared. Calls do their own part of the work (a histogram's counting, a sound's encoding)
/// and leave the rest, such as compressing images, to the logger's tasks.
extension Logger {
    /// Logs an image: for TensorBoard, and as a PNG file `<logs root>/<log dir>/image/<tag>_<step>.png`.
    ///
    /// - Parameters:
    ///   - tag: What it is shown under.
    ///   - image: The image.
    ///   - step: Where it stands on the training's axis. An image of the same tag and step takes the place of the file.
    public func logImage(_ tag: String, _ image: ImageArray, step: Step) {
        guard let recorder, toggle.isOn, recorder.isInItsProcess() else { return }
        recorder.appendDocument(
            LoggedImage(image, tag: tag, step: step).document, as: .image, number: step.rawValue)
    }

    /// Logs a text, which TensorBoard shows as Markdown.
    public func logText(_ tag: String, _ text: String, step: Step) {
        logSummary([.text(tag, LoggedText(text))], step: step)
    }

    /// Logs how values are distributed. NaN and the infinities are left out.
    ///
    /// - Parameter bucketCount: Into how many ranges of equal width the values are sorted, 1 to 100,000. Default: 30.
    public func logHistogram(
        _ tag: String, _ values: [Float], step: Step, bucketCount: Int = Histogram.defaultBucketCount
    ) {
        logSummary(step) { [.histogram(tag, try Histogram(of: values, bucketCount: bucketCount))] }
    }

    /// Logs how values are distributed. NaN and the infinities are left out.
    ///
    /// - Parameter bucketCount: Into how many ranges of equal width the values are sorted, 1 to 100,000. Default: 30.
    public func logHistogram(
        _ tag: String, _ values: [Double], step: Step, bucketCount: Int = Histogram.defaultBucketCount
    ) {
        logSummary(step) { [.histogram(tag, try Histogram(of: values, bucketCount: bucketCount))] }
    }

    /// Logs a sound.
    ///
    /// - Parameters:
    ///   - samples: From -1 to 1, the channels of one moment beside each other. What is beyond is clipped, NaN is silence.
    ///   - sampleRate: Moments a second.
    ///   - channelCount: 1 or 2. Default: 1.
    public func logAudio(_ tag: String, _ samples: [Float], sampleRate: Int, channelCount: Int = 1, step: Step) {
        logSummary(step) {
            guard channelCount <= 2 else {
                throw RegistryError(.invalidArgument, "A sound is logged with 1 or 2 channels, not \(channelCount).")
            }
            // A moment that cannot be heard is no reason to lose the rest.
            let sound = try Sound(
                samples: samples.map { $0.isNaN ? 0 : $0 }, sampleRate: sampleRate, channelCount: channelCount)
            return [.audio(tag, try AudioClips(wavs: [WAVEncoder.encode(sound).bytes]))]
        }
    }

    /// Logs how precision and recall of a classifier depend on the threshold.
    ///
    /// - Parameters:
    ///   - labels: Whether each sample is positive.
    ///   - predictions: The probability, 0 to 1, that the classifier gave to it.
    ///   - thresholdCount: How many thresholds. Default: 201.
    public func logPRCurve(
        _ tag: String, labels: [Bool], predictions: [Float], step: Step,
        thresholdCount: Int = PRCurve.defaultThresholdCount
    ) {
        logSummary(step) {
            [.prCurve(tag, try PRCurve(labels: labels, predictions: predictions, thresholdCount: thresholdCount))]
        }
    }

    /// Logs a mesh or a cloud of points.
    ///
    /// The call never throws; one with a coordinate that is not finite is refused, which `onProblem` is told: it would be in TensorBoard, and
    /// could be no file.
    public func logMesh(_ name: String, _ mesh: Mesh, step: Step) {
        logSummary(step) {
            try Self.checkVertices(mesh.vertices, of: name)
            return SummaryValue.mesh(name, mesh)
        }
    }

    /// Logs how TensorBoard arranges scalars in charts of several curves.
    public func logLayout(_ layout: CustomScalarLayout) { logSummary([.layout(layout)], step: 0) }

    /// Logs anything that TensorBoard can show, as one event.
    ///
    /// The call never throws; one with a mesh that has a coordinate that is not finite is refused as a whole, as ``logMesh(_:_:step:)`` does,
    /// which `onProblem` is told.
    public func logSummary(_ values: [SummaryValue], step: Step) {
        logSummary(step) {
            for value in values where value.metadata?.pluginName == PluginName.mesh {
                // What cannot be read as a part of a mesh is none.
                guard case .meshPart(let part)? = try? LoggedValue(value), case .vertices(let vertices) = part.numbers
                else { continue }
                try Self.checkVertices(vertices, of: part.name)
            }
            return values
        }
    }

    /// Refuses what could be no file.
    private static func checkVertices(_ coordinates: [Float], of name: String) throws(RegistryError) {
        guard let place = coordinates.firstIndex(where: { !$0.isFinite }) else { return }
        throw RegistryError(
            .invalidArgument,
            "The mesh \(String(reflecting: String(name.prefix(80)))) is not logged: a coordinate of its vertex \(place / 3) is "
                + "\(coordinates[place]).")
    }

    private func logSummary(_ step: Step, _ values: () throws -> [SummaryValue]) {
        guard let recorder, toggle.isOn, recorder.isInItsProcess() else { return }
        do {
            let time = recorder.surroundings.now()
            let event = Event(
                wallTime: time.secondsSince1970, step: step.rawValue, content: .summary(try values()))
            recorder.appendBody(EventEncoder.encode(event), as: .event, time: time)
        } catch {
            recorder.refuse(error)
        }
    }
}
