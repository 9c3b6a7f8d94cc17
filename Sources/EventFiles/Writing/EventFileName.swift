/// The name of an event file: `events.out.tfevents.<unix seconds>.<host>.<process>.<unique>[suffix]`.
///
/// TensorBoard reads any file whose name contains `tfevents` and orders them by name, so the time comes first and has
/// ten digits.
public struct EventFileName: Hashable, Sendable, CustomStringConvertible {
    /// When the file was begun, in whole seconds since 1970.
    public var unixSeconds: Int64
    /// The machine. Characters that do not belong into a file name are replaced by `-`.
    public var host: String
    /// The process.
    public var processID: Int32
    /// Tells files apart that one process begins in the same second.
    public var unique: Int

    /// The parts of a name.
    public init(unixSeconds: Int64, host: String, processID: Int32, unique: Int) {
        self.unixSeconds = unixSeconds
        self.host = host
        self.processID = processID
        self.unique = unique
    }

    /// The file name, without a folder.
    public var description: String {
        let digits = String(max(0, unixSeconds))
        let time = String(repeating: "0", count: max(0, 10 - digits.count)) + digits
        return "events.out.tfevents.\(time).\(safeHost).\(processID).\(unique)"
    }

    private var safeHost: String {
        let allowed = host.unicodeScalars.prefix(64).map { scalar -> Character in
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            return isPlain || scalar == "-" || scalar == "." ? Character(scalar) : "-"
        }
        return allowed.isEmpty ? "localhost" : String(allowed)
    }
}
