public import FileStorage
import MongoStorage

extension MongoFileStore {
    /// A page of the files, in the order of their keys' bytes.
    public func list(_ listing: FileListing) async throws -> FilePage {
        var walk = Walk(limit: try listing.checkedLimit(), listing, prefix: prefix)
        while !walk.isDone {
            let (start, isBehind, end, limit) = (walk.start, walk.isBehind, walk.end, walk.limit + 1)
            let batch = try await connection.asking {
                try await $0.files(from: start, isBehind: isBehind, before: end, limit: limit)
            }
            walk.take(batch)
        }
        return walk.page
    }

    /// Puts a page together from names in their order.
    private struct Walk {
        let limit: Int
        /// The first name behind all that are listed; `nil` when there is none.
        let end: String?
        var page = FilePage()
        var isDone = false
        /// Where the next names are looked for.
        private(set) var start: String
        /// Whether `start` itself has been seen.
        private(set) var isBehind: Bool

        private let isRecursive: Bool
        /// What the store's names begin with, and those that are listed.
        private let prefix, folder: String
        private var last: String?

        init(limit: Int, _ listing: FileListing, prefix: String) {
            self.limit = limit
            self.prefix = prefix
            folder = prefix + listing.prefix
            isRecursive = listing.isRecursive
            end = folder.isEmpty ? nil : Self.behind(folder)
            start = folder
            isBehind = false
            guard let cursor = listing.cursor else { return }
            go(behind: prefix + cursor)
            // That of another list.
            if start.utf8.lexicographicallyPrecedes(folder.utf8) { (start, isBehind) = (folder, false) }
        }

        /// Takes the names that come next.
        mutating func take(_ batch: BucketPage) {
            page.unusableNames += batch.unusable
            for file in batch.files {
                // What lies in a folder that has been said already.
                if isBehind
                    ? !start.utf8.lexicographicallyPrecedes(file.name.utf8)
                    : file.name.utf8.lexicographicallyPrecedes(start.utf8)
                {
                    continue
                }
                guard let entry = entry(of: file) else {
                    page.unusableNames += 1
                    continue
                }
                guard page.files.count + page.folders.count < limit else {
                    page.next = last
                    isDone = true
                    return
                }
                switch entry {
                case .file(let info): page.files.append(info)
                case .folder(let key): page.folders.append(key)
                }
                last = entry.cursor
                go(behind: prefix + entry.cursor)
            }
            guard let name = batch.last else {
                isDone = true
                return
            }
            if start.utf8.lexicographicallyPrecedes(name.utf8) { (start, isBehind) = (name, true) }
        }

        private enum Entry {
            case file(FileInfo)
            case folder(FileKey)

            /// Where the next page begins when this is the last entry. No file's name ends with a slash.
            var cursor: String {
                switch self {
                case .file(let info): info.key.path
                case .folder(let key): "\(key.path)/"
                }
            }
        }

        /// What stands in the list for a file: itself, or the folder that it is in.
        private func entry(of file: BucketFile) -> Entry? {
            guard let key = FileKey(stored: file.name, below: prefix) else { return nil }
            let rest = file.name.utf8.dropFirst(folder.utf8.count)
            guard !isRecursive, let slash = rest.firstIndex(of: UInt8(ascii: "/")) else {
                return .file(FileInfo(key, file))
            }
            return FileKey(stored: String(decoding: file.name.utf8[..<slash], as: UTF8.self), below: prefix).map {
                .folder($0)
            }
        }

        /// Behind a file; or behind all that is in a folder, whose name ends with a slash.
        private mutating func go(behind name: String) {
            isBehind = name.utf8.last != UInt8(ascii: "/")
            start = isBehind ? name : Self.behind(name)
        }

        /// The first name behind all that begin with a text that ends with a slash.
        private static func behind(_ folder: String) -> String {
            // The character behind the slash.
            String(decoding: folder.utf8.dropLast(), as: UTF8.self) + "0"
        }
    }
}
