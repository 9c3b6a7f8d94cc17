import Hummingbird
import NIOCore
import RegistryCore

/// `/api/v1/runs/{id}/export`: all that belongs to a run.
struct ExportRoutes: Sendable {
    let store: any RecordReader

    var endpoints: [Endpoint] {
        [
            Endpoint(
                Operation(
                    method: .get, path: "/runs/{id}/export", name: "exportRun",
                    summary:
                        "All of a run as lines of JSON: the run, its artifacts, its files' records, its points, its text, "
                        + "and last a line of the kind end. Without that line something is missing.",
                    answer: .bytes(ContentType.linesOfJSON.rawValue))
            ) { request in
                let id = try request.runID()
                let export = RunExport(run: id, record: try await store.existingRun(id), store: store)
                return Response(
                    status: .ok,
                    headers: [
                        .contentType: ContentType.linesOfJSON.rawValue, .cacheControl: "no-store",
                        .contentDisposition: "attachment; filename=\"run-\(id).ndjson\"",
                    ],
                    body: ResponseBody { writer in
                        try await export.write { try await writer.write(ByteBuffer(string: $0)) }
                        try await writer.finish(nil)
                    })
            }
        ]
    }
}
