/// What a store is asked to do, by its name in the metrics.
enum StoreOperation: String, CaseIterable {
    case find, record, count, groups, insert, update, put, delete, append
    case distinctValues = "distinct_values"
    case seriesBlocks = "series_blocks"
    case logLines = "log_lines"
    case deleteRun = "delete_run"
    case appendLog = "append_log"
    case checkHealth = "check_health"
}
