import HTTPTypes
import Hummingbird
import NIOCore

/// `GET /metrics`: the server's figures for Prometheus.
struct MetricsRoutes: Sendable {
    let metrics: ServerMetrics

    func add(to router: Router<BasicRequestContext>) {
        router.get("metrics") { _, _ in
            Response(
                status: .ok, headers: [.contentType: MetricsText.contentType, .cacheControl: "no-store"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: metrics.text)))
        }
    }
}
