public import RegistryCore

/// How what nobody needs any more is deleted.
public struct GarbageCollection: Sendable {
    /// Whether it is only said what would be done. Default: yes.
    public var isDryRun: Bool
    /// How long something stays after it was found to be needed by nobody, and can be had back. Default: 7 days.
    public var undoWindow: Duration
    /// What was written so short a time ago is let alone: whoever wrote it may not have said yet what it is for. Default: a day.
    public var minimumAge: Duration
    /// How long others are waited for at the end who decide about the same contents at this moment; what a crash left of somebody who did is
    /// known as that after 15 minutes. Default: not at all. ``enoughForClaims`` is enough for both.
    public var claimPatience: Duration
    /// The time of the call. Default: now.
    public var now: WallTime

    /// After this nobody is waited for any more: 16 minutes.
    public static let enoughForClaims = Duration.seconds(960)

    /// Makes one.
    public init(
        isDryRun: Bool = true, undoWindow: Duration = .seconds(7 * 86_400), minimumAge: Duration = .seconds(86_400),
        claimPatience: Duration = .zero, now: WallTime = .now
    ) {
        self.isDryRun = isDryRun
        self.undoWindow = undoWindow
        self.minimumAge = minimumAge
        self.claimPatience = claimPatience
        self.now = now
    }

    /// What was found, and what was done or, in a dry run, would be.
    public struct Report: Hashable, Sendable {
        /// How many contents there are.
        public var found = 0
        /// How many bytes they have together.
        public var foundBytes: Int64 = 0
        /// How many of them are needed.
        public var needed = 0
        /// Needed by nobody, and not seen so before: they are marked now, and deleted by a collection after the undo window.
        public var marked: [ContentID] = []
        /// Marked, and within the undo window.
        public var waiting: [ContentID] = []
        /// Marked, and needed again: the mark is taken off.
        public var restored: [ContentID] = []
        /// Deleted, after the undo window.
        public var deleted: [ContentID] = []
        /// The bytes of ``deleted``.
        public var deletedBytes: Int64 = 0
        /// Left as they are, although they should have been deleted or have lost their mark: somebody else decides about them at this
        /// moment, a crash left a claim, or the store took minutes over each question.
        public var claimed: [ContentID] = []
        /// Needed by nobody, but younger than the minimum age.
        public var young = 0
        /// Needed, and not there.
        public var missing: [ContentID] = []
    }
}
