/// What measurements of the machine are called in a registry.
enum SystemMetricName {
    /// The name below `system/`, where a logger's own are as well.
    static func of(_ name: String) -> String {
        for prefix in ["system.", "sys.", "__swanlab__."] where name.hasPrefix(prefix) {
            return "system/\(name.dropFirst(prefix.count))"
        }
        return "system/\(name)"
    }
}
