import Foundation
import RegistryCore

/// The files in an experiment's folder. Links are not followed: the folder is all that is read.
struct LavdListing {
    /// Files of one label and step, which belong together.
    struct Key: Hashable {
        let step: Step?
        let label: String
    }

    private(set) var groups: [Key: [LavdFile]] = [:]
    private(set) var count = 0
    private(set) var linkCount = 0
    private(set) var unknownCount = 0
    private(set) var furtherCount = 0
    /// The time of the youngest file, and of the oldest.
    private(set) var latest: Int64?
    private(set) var earliest: Int64?

    private static let deepest = 32
    /// What a logger of ours keeps beside the files.
    private static let ownFolders: Set<String> = ["journal", "data"]

    /// - Parameters:
    ///   - folder: The experiment's folder.
    ///   - limit: How many files are listed at most.
    init(of folder: String, limit: Int) {
        list(folder, "", step: nil, labelStart: 0, depth: 0, limit: limit)
        for key in groups.keys { groups[key]?.sort { $0.path < $1.path } }
    }

    private mutating func list(
        _ folder: String, _ prefix: String, step: Step?, labelStart: Int, depth: Int, limit: Int
    ) {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(prefix)")) ?? []).sorted()
        for name in names where !name.hasPrefix(".") {
            let path = prefix + name
            guard let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(path)") else {
                continue
            }
            switch attributes[.type] as? FileAttributeType {
            case .typeSymbolicLink?: linkCount += 1
            case .typeDirectory?:
                guard depth < Self.deepest else {
                    furtherCount += 1
                    continue
                }
                if depth == 0, Self.ownFolders.contains(name) { continue }
                let number = depth == 0 ? LabelledFolder.step(ofFolder: name) : nil
                list(
                    folder, path + "/", step: number ?? step,
                    labelStart: number == nil ? labelStart : path.utf8.count + 1, depth: depth + 1, limit: limit)
            case .typeRegular?: add(path, step, labelStart, attributes, limit)
            default: unknownCount += 1
            }
        }
    }

    /// Whether a file is what a logger of ours keeps of media: `media/<label>_<16 digits of its digest>`. It is there under its label too.
    private static func isMedia(_ path: String) -> Bool {
        guard path.hasPrefix("media/") else { return false }
        let end = path.dropFirst("media/".count).prefix { $0 != "." }.suffix(17)
        return end.count == 17 && end.first == "_" && end.dropFirst().allSatisfy(\.isHexDigit)
    }

    /// When a file was changed. File systems keep times that no calendar has: such a one is the last or first that has a year of four
    /// digits.
    static func milliseconds(_ date: Date?) -> Int64 {
        let time = WallTime(secondsSince1970: date?.timeIntervalSince1970 ?? 0).millisecondsSince1970
        return min(max(time, -62_135_596_800_000), 253_402_300_799_999)
    }

    private mutating func add(
        _ path: String, _ step: Step?, _ labelStart: Int, _ attributes: [FileAttributeKey: Any], _ limit: Int
    ) {
        guard !Self.isMedia(path) else { return }
        let relative = String(decoding: path.utf8.dropFirst(labelStart), as: UTF8.self)
        let name = relative.split(separator: "/").last.map(String.init) ?? relative
        let parts = LabelledFolder.parts(ofFile: name)
        guard let kind = LabelledFolder.kind(ofExtension: parts.extension) else {
            // What our own logger, TensorBoard, or a writer at work has here is nothing that was overlooked.
            if !name.contains("tfevents"), !name.hasSuffix(".tmp") { unknownCount += 1 }
            return
        }
        guard count < limit else { return furtherCount += 1 }
        count += 1
        let milliseconds = Self.milliseconds(attributes[.modificationDate] as? Date)
        latest = max(latest ?? milliseconds, milliseconds)
        earliest = min(earliest ?? milliseconds, milliseconds)
        let label = String(relative.dropLast(parts.extension.count + 1))
        groups[Key(step: step, label: label), default: []].append(
            LavdFile(
                path: path, step: step, label: label, kind: kind, size: (attributes[.size] as? Int) ?? 0,
                modified: milliseconds))
    }
}
