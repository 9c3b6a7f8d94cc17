/// What a client makes up for a request so that it can send it again.
enum RequestKey {
    static let headerName = "Idempotency-Key"
}
