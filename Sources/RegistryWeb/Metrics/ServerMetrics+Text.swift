import RegistryCore

extension ServerMetrics {
    /// All figures as Prometheus reads them.
    var text: String {
        let figures = figures
        var text = MetricsText()
        addRequests(figures, to: &text)
        addStore(figures, to: &text)
        addProcess(to: &text)
        return text.text
    }

    private func addRequests(_ figures: Figures, to text: inout MetricsText) {
        let requests = "loggerandviewer_http_requests_total"
        text.begin(requests, .counter, "Requests answered, by route, method and status.")
        for (labels, count) in figures.requests.sorted(by: { $0.key < $1.key }) {
            text.add(
                requests, [("route", labels.route), ("method", labels.method), ("status", "\(labels.status)")],
                Double(count))
        }
        let durations = "loggerandviewer_http_request_duration_seconds"
        text.begin(durations, .histogram, "From a request's head to the head of its answer.")
        for (labels, histogram) in figures.durations.sorted(by: { $0.key < $1.key }) {
            text.add(durations, [("route", labels.route), ("method", labels.method)], histogram)
        }
        let unread = "loggerandviewer_http_unread_total"
        text.begin(unread, .counter, "Requests that could not be read and answers that were not taken, by reason.")
        // All of them from the beginning, so that the first one is an increase.
        for reason in UnreadRequests.Reason.allCases {
            text.add(unread, [("reason", reason.rawValue)], Double(figures.unread[reason] ?? 0))
        }
        text.add(
            "loggerandviewer_http_requests_in_progress", .gauge, "Requests that have no answer yet.",
            Double(figures.requestsInProgress))
        text.add(
            "loggerandviewer_http_connections_open", .gauge, "Connections of clients.", Double(figures.openConnections))
    }

    private func addStore(_ figures: Figures, to text: inout MetricsText) {
        let calls = "loggerandviewer_store_call_duration_seconds"
        text.begin(calls, .histogram, "How long the store took, by what it was asked for.")
        for (operation, histogram) in figures.storeCalls.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            text.add(calls, [("operation", operation.rawValue)], histogram)
        }
        let errors = "loggerandviewer_store_errors_total"
        text.begin(errors, .counter, "Calls to the store that failed, by the error's code.")
        for (operation, codes) in figures.storeErrors.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            for (code, count) in codes.sorted(by: { $0.key < $1.key }) {
                text.add(errors, [("operation", operation.rawValue), ("code", code)], Double(count))
            }
        }
        text.add(
            "loggerandviewer_points_stored_total", .counter, "Points of metrics stored over HTTP, without repetitions.",
            Double(figures.storedPoints))
        text.add(
            "loggerandviewer_log_lines_stored_total", .counter,
            "Lines of runs' text stored over HTTP, without repetitions.", Double(figures.storedLines))
        text.add(
            "loggerandviewer_records_stored_total", .counter,
            "Runs, artifacts and records of files stored over HTTP, without repetitions.", Double(figures.storedRecords)
        )
    }

    /// Under the names that Prometheus' own clients use.
    private func addProcess(to text: inout MetricsText) {
        let usage = ProcessUsage.now
        text.add(
            "process_start_time_seconds", .gauge, "When the server began, in seconds since 1970.",
            Double(start.millisecondsSince1970) / 1_000)
        text.add(
            "process_cpu_seconds_total", .counter, "Processor time of the process, its own and the system's for it.",
            usage.processorSeconds)
        if let bytes = usage.residentBytes {
            text.add("process_resident_memory_bytes", .gauge, "Memory of the process that is in RAM.", Double(bytes))
        }
        if let count = usage.openDescriptors {
            text.add("process_open_fds", .gauge, "Files and sockets that the process has open.", Double(count))
        }
    }
}
