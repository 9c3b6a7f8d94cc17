public import RegistryCore

/// One thing that was logged, on its way to the sinks.
public struct LogEntry: Sendable {
    /// What was logged.
    public enum Content: Sendable {
        /// The run began, or was taken up again: its record as it is now, and whether there was a run before.
        case start(Document, isResumed: Bool)
        /// A record given to `logArtifact`: `ArtifactID` and `FileList` filled in, without the registry's own fields. `place` counts the
        /// records of one logger: 0, 1, 2, …
        case record(Document, place: Int64)
        /// One number, as most entries are: without a list there is nothing to allocate.
        case scalar(NamedNumber, Step)
        /// Numbers of one step, by their names.
        case scalars([NamedNumber], Step)
        /// An image.
        case image(LoggedImage, Step)
        /// What only TensorBoard shows: the bytes of an event.
        case event([UInt8])
        /// What the run is made with: the machine, the process, the code.
        case environment(Document)
        /// A line of text for the run's log. A long one becomes several in the registry.
        case line(String, LogLevel)
        /// The run's parameters changed.
        case parameters(ParameterChange)
        /// A text under a label, maybe with the one that it should be.
        case labelledText(LabelledText)
        /// An image under a label, with what was found in it.
        case labelledPicture(LabelledPicture)
        /// How the program was called, as `CommandDescription.document` has it.
        case command(Document)
        /// What the program says, with what kind of message it is.
        case message(TaggedMessage)
        /// A file under a label.
        case labelledFile(LabelledFile)
        /// A file of the run, under a name.
        case file(LoggedFile)
        /// Frames that are shown one after the other.
        case video(LoggedVideo, Step)
        /// The run ended, and why when it did not end well.
        case end(RunStatus, message: String?)
    }

    /// Its number in the run. No two entries of a run have the same; those of one logger follow each other.
    public let sequence: Int64
    /// When it was logged.
    public let time: WallTime
    /// What was logged.
    public let content: Content

    /// An entry.
    public init(sequence: Int64, time: WallTime, content: Content) {
        self.sequence = sequence
        self.time = time
        self.content = content
    }
}

/// A number and its name.
public struct NamedNumber: Hashable, Sendable {
    /// The name, for example `train/loss`.
    public var name: String
    /// The number; NaN and the infinities are numbers like any other.
    public var value: Double

    /// A number and its name.
    public init(name: String, value: Double) {
        self.name = name
        self.value = value
    }
}
