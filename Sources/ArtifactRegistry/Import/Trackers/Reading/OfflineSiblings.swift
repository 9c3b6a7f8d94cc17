/// Files of runs that were taken up again: several of one identifier, in folders beside each other. One that cannot say any more whose it is
/// belongs to the run that the others are of, if all of them are of one.
struct OfflineSiblings<Start> {
    /// What another file says of the run of one that does not.
    private var starts: [String: Start] = [:]

    private struct Family: Hashable {
        let folder: String
        let identifier: String
    }

    /// Files that are alone are not opened.
    ///
    /// - Parameters:
    ///   - paths: The files.
    ///   - ending: What their names end with.
    ///   - key: What tells a run from all others.
    ///   - read: What a file says of its run at its beginning; `nil` for one that does not, or cannot be read.
    init(_ paths: [String], ending: String, key: (Start) -> String, read: (String) -> Start?) {
        var families: [Family: [String]] = [:]
        for path in paths {
            guard let identifier = OfflineFileName.identifier(in: path, ending: ending) else { continue }
            // Each lies in a folder of its own, whose name has the time.
            let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
            families[Family(folder: folder.joined(separator: "/"), identifier: identifier), default: []].append(path)
        }
        for members in families.values where members.count > 1 {
            var (silent, keys): ([String], Set<String>) = ([], [])
            var known: Start?
            for path in members.sorted() {
                guard let start = read(path) else {
                    silent.append(path)
                    continue
                }
                if known == nil { known = start }
                keys.insert(key(start))
            }
            // Of several projects nobody knows which one it is.
            guard keys.count == 1, let known else { continue }
            for path in silent { starts[path] = known }
        }
    }

    /// What others say of the run of a file that does not say it itself; `nil` where it does, and where nobody does.
    subscript(path: String) -> Start? { starts[path] }
}
