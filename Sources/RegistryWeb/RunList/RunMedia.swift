import RegistryCore

/// Sounds, films and meshes of a run, by their kind and label with a frame for each step.
struct RunMedia {
    /// Files of one kind and label.
    struct Player {
        let isSound: Bool
        let isFilm: Bool
        let isMesh: Bool
        let strip: RunFiles.Strip
    }

    /// What plays or shows a file.
    enum Kind: String, CaseIterable, Comparable {
        case audio, video, mesh

        static func < (left: Kind, right: Kind) -> Bool {
            (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
        }

        /// The types of content that have a player.
        var contentTypes: [String] {
            switch self {
            case .audio:
                [
                    "audio/wav", "audio/wave", "audio/x-wav", "audio/vnd.wave", "audio/mpeg", "audio/ogg", "audio/flac",
                    "audio/mp4", "audio/webm", "audio/aac",
                ]
            case .video: ["video/mp4", "video/webm", "video/ogg"]
            case .mesh: ["model/obj", "model/ply", "model/x-ply", "application/x-ply", "application/ply"]
            }
        }

        /// What a file is shown by: its type of content says so, or else what its record calls it. `nil` for a file that has
        /// no player, as moving pictures have none that are shown as pictures are.
        init?(_ record: Document) {
            let type = record["contentType"]?.stringValue?.lowercased() ?? ""
            if let kind = Self.allCases.first(where: { $0.contentTypes.contains(type) }) {
                self = kind
                return
            }
            guard !RunFiles.pictureTypes.contains(type), let called = record["filetype"]?.stringValue,
                let kind = Kind(rawValue: called)
            else { return nil }
            let name = (record["file"]?.stringValue ?? "").lowercased()
            if kind == .mesh, !name.hasSuffix(".obj"), !name.hasSuffix(".ply") { return nil }
            self = kind
        }
    }

    /// The most files of a page.
    static let mostFiles = 2_000

    let players: [Player]

    /// What stands above them.
    var title: String {
        let names = [
            players.contains(where: \.isSound) ? "Sounds" : nil, players.contains(where: \.isFilm) ? "Videos" : nil,
            players.contains(where: \.isMesh) ? "Meshes" : nil,
        ].compactMap(\.self)
        let all = names.enumerated().map { $0.offset == 0 ? $0.element : $0.element.lowercased() }
        return all.count > 1 ? all.dropLast().joined(separator: ", ") + " and \(all.last ?? "")" : all.first ?? ""
    }

    /// The files that a store knows of, the newest when there are too many.
    init(of run: RunID, in store: some RecordReader) async throws {
        let types = Kind.allCases.flatMap(\.contentTypes).map { Value.string($0) }
        let isMedium = Filter.or([
            .field("contentType", .oneOf(types)),
            .field("filetype", .oneOf(Kind.allCases.map { .string($0.rawValue) })),
        ])
        let own = Filter.field("_run", .equals(.string(run.description)))
        let newest = try await store.find(
            in: .files, Query(.and([own, isMedium]), sort: [SortKey("step", .descending)], limit: Self.mostFiles))
        let known = Dictionary(grouping: newest.elements.reversed()) { Kind($0) }
        players = known.compactMap { kind, records in kind.map { ($0, records) } }.sorted { $0.0 < $1.0 }
            .flatMap { kind, records in
                RunFiles.strips(of: records).map {
                    Player(isSound: kind == .audio, isFilm: kind == .video, isMesh: kind == .mesh, strip: $0)
                }
            }
    }
}
