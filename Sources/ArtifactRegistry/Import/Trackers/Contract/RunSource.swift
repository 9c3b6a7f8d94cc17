/// Runs of another tracker, to be read one after the other.
///
/// Reading the same again must give the same runs, and for each metric of a run the same points in the same order, of what there
/// was before; what came since follows. That is what a point is known again by.
public protocol RunSource: AnyObject {
    /// Whose runs they are.
    var tracker: Tracker { get }
    /// What is to be said of the source as a whole so far: files that are no runs, and why.
    var reports: [String] { get }
    /// How many files and folders there were so far that hold runs, or may, and could not be read, or not whole; ``reports`` say why.
    /// Default: none.
    var unreadCount: Int { get }
    /// The next run; `nil` when there are no more.
    ///
    /// - Throws: ``RegistryError`` when nothing more can be read.
    func nextRun() throws -> (any SourceRun)?
}

/// One run of another tracker.
public protocol SourceRun: AnyObject {
    /// What the run is known again by among all runs of its tracker. Where the tracker gives identifiers that nobody else has it
    /// is one of them, so that a folder may be moved.
    var key: String { get }
    /// Which of several files of the run this is, by a name that stays; `nil` where a run is only one. Points of several parts
    /// never are the same.
    var part: String? { get }
    /// Whether it is known by now what ``key`` will be. A file that was just begun may not say whose it is yet. Default: yes.
    var isIdentified: Bool { get }
    /// What the run is known by as long as ``isIdentified`` is not true, though there is something of it: a file whose beginning is
    /// damaged. When it is read later on it is the same run. `nil` where that cannot be. Default: `nil`.
    var standIn: String? { get }
    /// Where it is read, for reports.
    var place: String { get }
    /// Whether all of it that was there could be read so far. A run of which a folder cannot be listed is not complete, though what was
    /// read of it is stored; the folder is told by ``RunSource/reports``. Default: yes.
    var isWhole: Bool { get }
    /// What is known of the run so far. After the first ``read(into:)`` it holds what the run is called.
    var facts: SourceFacts { get }
    /// Reads on, some thousands of points or lines at a time.
    ///
    /// - Returns: Whether there is more.
    /// - Throws: ``RegistryError`` when the run cannot be read further.
    func read(into batch: inout SourceBatch) throws -> Bool
}

extension RunSource {
    /// Some sources tell of it by errors alone.
    public var unreadCount: Int { 0 }
}

extension SourceRun {
    /// Most are known by their place.
    public var isIdentified: Bool { true }
    /// Most say at once whose they are.
    public var standIn: String? { nil }
    /// Most are one file, of which the reading says it.
    public var isWhole: Bool { true }
}
