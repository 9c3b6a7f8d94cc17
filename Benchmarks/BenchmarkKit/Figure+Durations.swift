extension Figure {
    /// A time, in milliseconds.
    package static func milliseconds(_ time: Duration) -> Figure { .milliseconds(time.inMilliseconds) }

    /// The rate at which `count` things are done in a time.
    package static func rate(of count: Int, in time: Duration) -> Figure {
        .perSecond(Double(count) / max(time.inSeconds, 1e-9))
    }
}
