import RegistryCore

/// The files of a run: all of them as a list, pictures, sounds, films and meshes by their label with a frame for each step, and the changes of the code.
struct RunFiles {
    struct File {
        let fileName: String
        let fileNameInFull: String
        let fileKind: String
        let fileLabel: String
        let fileStep: String
        let fileSize: String
        /// Where its bytes are; `nil` for a file that this server has not got.
        let fileAddress: String?
        /// Where such a file is instead, in short and in full; `nil` and empty for others.
        let fileNote: String?
        let fileNoteInFull: String
    }

    /// Pictures of one label.
    struct Strip {
        struct Frame {
            let frameStep: String
            let frameAddress: String
        }

        let stripLabel: String
        let frames: [Frame]
        let lastFrame: Int
        let lastStep: String
        let lastAddress: String
        let hasSlider: Bool
        /// Whether something was found in one of them: boxes that its record has.
        let hasBoxes: Bool
    }

    /// The most files of a list.
    static let mostFiles = 200
    /// The most pictures of a page.
    static let mostPictures = 2_000
    /// The types that browsers show as pictures and that hold nothing but pixels.
    static let pictureTypes = PictureType.allCases.map(\.rawValue)

    private(set) var files: [File] = []
    private(set) var hasMoreFiles = false
    private(set) var strips: [Strip] = []
    private(set) var media: RunMedia
    private(set) var changes: CodeChanges?

    /// The files that a store knows of.
    init(of run: RunID, in store: some RecordReader, places: FilePlaces) async throws {
        media = try await RunMedia(of: run, in: store)
        let own = Filter.field("_run", .equals(.string(run.description)))
        let page = try await store.find(
            in: .files, Query(own, sort: [SortKey("file", .ascending)], limit: Self.mostFiles))
        files = page.elements.map { File($0, at: places.way(to: $0)) }
        hasMoreFiles = page.next != nil
        // A query of its own: hundreds of pictures may stand before it by their names.
        let patches = try await store.find(
            in: .files,
            Query(
                .and([own, .field("filetype", .equals("diff"))]), sort: [SortKey("file", .ascending)], limit: 1))
        if let patch = patches.elements.first,
            let text = patch["text"]?.stringValue, let address = Self.address(of: patch)
        {
            changes = CodeChanges(text, address: address)
        }
        let pictures = Filter.and([
            own, .field("contentType", .oneOf(Self.pictureTypes.map { .string($0) })),
        ])
        // The newest ones, when there are too many.
        let newest = try await store.find(
            in: .files, Query(pictures, sort: [SortKey("step", .descending)], limit: Self.mostPictures))
        strips = Self.strips(of: newest.elements.reversed())
    }

    /// By their label, with a frame for each record in its order; without those whose bytes lie elsewhere.
    static func strips(of records: [Document]) -> [Strip] {
        var frames: [String: [Strip.Frame]] = [:]
        var withBoxes: Set<String> = []
        for record in records {
            guard let address = address(of: record) else { continue }
            let label = record["label"]?.stringValue ?? record["file"]?.stringValue ?? ""
            if record["boxes"]?.arrayValue?.isEmpty == false { withBoxes.insert(label) }
            frames[label, default: []].append(
                Strip.Frame(frameStep: CellText.short(record["step"]), frameAddress: address))
        }
        return frames.sorted { $0.key < $1.key }.compactMap { label, frames in
            frames.last.map { last in
                Strip(
                    stripLabel: VisibleText.short(label), frames: frames, lastFrame: frames.count - 1,
                    lastStep: last.frameStep, lastAddress: last.frameAddress, hasSlider: frames.count > 1,
                    hasBoxes: withBoxes.contains(label))
            }
        }
    }

    /// Where a file's bytes are; `nil` when this server has not got them.
    static func address(of record: Document) -> String? {
        guard let id = record["_id"].flatMap({ RecordID($0) }),
            record["location"]?.stringValue?.contains("://") != true
        else { return nil }
        return "/api/v1/files/\(PathSegment.encoded(id.description))/content"
    }
}

extension RunFiles.File {
    init(_ record: Document, at way: FileWay) {
        let name = record["file"]?.stringValue ?? ""
        self.init(
            fileName: VisibleText.short(name), fileNameInFull: VisibleText.full(name),
            fileKind: CellText.short(record["filetype"] ?? record["type"]), fileLabel: CellText.short(record["label"]),
            fileStep: CellText.short(record["step"]),
            fileSize: record["size"]?.intValue.map { CellText.bytes($0) } ?? CellText.short(nil),
            fileAddress: way.address, fileNote: way.note, fileNoteInFull: way.noteInFull)
    }
}
