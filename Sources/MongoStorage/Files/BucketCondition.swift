/// What has to hold of the file that has a name for another to take its place.
package enum BucketCondition: Hashable, Sendable {
    /// Nothing.
    case always
    /// There is none.
    case onlyIfAbsent
    /// Its ``BucketFile/version`` is this one.
    case onlyIfVersion(String)

    func holds(for file: BucketFile?) -> Bool {
        switch self {
        case .always: true
        case .onlyIfAbsent: file == nil
        case .onlyIfVersion(let version): file?.version == version
        }
    }
}
