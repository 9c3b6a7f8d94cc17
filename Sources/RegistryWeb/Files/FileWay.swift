import RegistryCore

/// Where a page says that a file is.
enum FileWay: Equatable {
    /// This server has it, at an address.
    case here(String)
    /// It lies where this server does not look, or is gone: the place that its record names, which may be empty.
    case elsewhere(String)

    /// The address; `nil` for a file that is not here.
    var address: String? { if case .here(let address) = self { address } else { nil } }

    /// Where the file is instead, in words; `nil` for a file that is here.
    var note: String? { words { VisibleText.short($0) } }

    /// The same with nothing left out; empty for a file that is here.
    var noteInFull: String { words { VisibleText.full($0) } ?? "" }

    private func words(_ shown: (String) -> String) -> String? {
        guard case .elsewhere(let place) = self else { return nil }
        // Any other place is a name in the folder of logs, which the page shows already.
        return place.hasPrefix("/") || place.contains("://") ? "at \(shown(place))" : "not in the server's folders"
    }
}

extension FilePlaces {
    /// Looks where a file is, without reading it.
    func way(to record: Document) -> FileWay {
        guard let address = RunFiles.address(of: record) else { return .elsewhere(Self.path(of: record)) }
        let isHere = record["text"]?.stringValue != nil || (try? file(of: record)) != nil
        return isHere ? .here(address) : .elsewhere(Self.path(of: record))
    }
}
