/// Where a setting's value comes from.
enum SettingOrigin: Equatable, CustomStringConvertible {
    case flag(String)
    case variable(String)
    case file(String, line: Int)
    case standard

    var description: String {
        switch self {
        case .flag(let name): "--\(name)"
        case .variable(let name): name
        case .file(let path, let line): "\(path), line \(line)"
        case .standard: "default"
        }
    }
}
