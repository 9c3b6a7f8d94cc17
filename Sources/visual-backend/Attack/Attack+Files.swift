import RegistryCore

extension Attack {
    /// Paths and addresses that lead where they may not.
    static func files(_ target: AttackTarget) -> [Attack] {
        let addresses = [
            "/../../etc/passwd", "//etc/passwd", "/assets/x/../../../etc/passwd", "/charts/..%2f..%2fetc%2fpasswd",
            "/charts/%252e%252e%252fetc%252fpasswd", "/charts/..%5c..%5cetc%5cpasswd",
            "/charts/%c0%ae%c0%ae/etc/passwd",
            "/assets/..;/etc/passwd", "/api/v1/uploads/..%2f..%2fetc%2fpasswd", "/charts/x.png%00.csv",
        ]
        let names = [
            "../../etc/passwd.csv", "/etc/passwd", "logs/../../x.csv", "%2e%2e/x.csv", "..\\\\x.csv", "x.csv%00.png",
            "file:///etc/passwd.csv", "~/x.csv",
        ]
        let foreign = [
            "http://169.254.169.254/latest/meta-data/x.csv", "http://localhost:22/x.csv", "gopher://localhost/x.csv",
        ]
        return addresses.map { address in
            Attack(kind: "path traversal", name: "GET \(address)", request: target.request("GET", address)) {
                $0.showing("root:") ?? $0.unless(400, 404)
            }
        }
            + names.map { name in
                Attack(
                    kind: "path traversal", name: "a chart of \(name)",
                    request: target.request("POST", "/generate-charts", body: #"{"files":["\#(name)"]}"#)
                ) { $0.showing("root:") ?? $0.unless(400, 403, 404) }
            }
            + foreign.map { name in
                Attack(
                    kind: "SSRF", name: "a chart of \(name)",
                    request: target.request("POST", "/generate-charts", body: #"{"files":["\#(name)"]}"#)
                ) { $0.unless(400, 403, 404) }
            }
    }
}
