extension Attack {
    /// Questions that are more than questions, and text that is more than text.
    static func queries(_ target: AttackTarget) -> [Attack] {
        let operators = [
            #"{"$where":"sleep(9000)"}"#, #"{"a":{"$where":"1"}}"#,
            #"{"$expr":{"$function":{"body":"x","args":[],"lang":"js"}}}"#,
            #"{"$jsonSchema":{}}"#, #"{"a":{"$lookup":1}}"#, #"{"a":{"$regex":"(a+)+\\1$"}}"#,
        ]
        let statements = ["x';DROP TABLE records;--", #"x" OR 1=1 --"#, "x') UNION SELECT 1 --"]
        let markup = [
            "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'\u{301} onfocus=alert(1) '",
            "<svg/onload=alert(1)>",
        ]
        return operators.map { filter in
            Attack(
                kind: "NoSQL injection", name: filter,
                request: target.request("POST", "/api/v1/runs/search", body: #"{"filter":\#(filter)}"#)
            ) { $0.unless(400) }
        }
            + statements.map { text in
                Attack(
                    kind: "SQL injection", name: "sort=\(text)",
                    request: target.request("GET", "/api/v1/artifacts?sort=\(encoded(text))")
                ) { $0.unless(200, 400) }
            }
            + [
                Attack(
                    kind: "slow patterns", name: "(a+)+$",
                    request: target.request(
                        "POST", "/api/v1/runs/search",
                        body: #"{"filter":{"name":{"$regex":"^(a+)+$"},"notes":{"$regex":"(.*a){20}$"}}}"#)
                ) { $0.unless(200, 400, 504) }
            ]
            + markup.flatMap { text in
                ["/?search_field=a&search_value=", "/runs?filter=", "/?group_by=", "/", "/charts?file="].map {
                    address in
                    Attack(
                        kind: "XSS", name: "\(text) in \(address)",
                        request: target.request("GET", address + encoded(text), ["Accept: text/html"])
                    ) { $0.showing(text) ?? $0.unless(200, 303, 400, 403, 404) }
                }
            }
    }

    /// Text with every byte as a percent code.
    private static func encoded(_ text: String) -> String {
        text.utf8.map { "%" + (($0 < 16 ? "0" : "") + String($0, radix: 16)) }.joined()
    }
}
