import BSONCoding
import RegistryCore

extension RecordID {
    /// When the identifier was made; `nil` for those that do not say.
    var time: WallTime? {
        guard case .objectID(let id) = self else { return nil }
        return WallTime(secondsSince1970: Double(id.secondsSince1970))
    }
}
