extension Cost {
    /// How many in a second.
    package var rate: Figure { .perSecond(Double(count) / max(seconds, 1e-9)) }

    /// How many in a second of processor time, which other work on the machine changes little.
    package var processorRate: Figure { .perSecond(Double(count) / max(processorSeconds, 1e-9)) }

    /// How long all of it took.
    package var time: Figure { .milliseconds(seconds * 1_000) }

    /// The peak of memory.
    package var memory: Figure { .megabytes(peakMegabytes) }

    /// The median of single calls.
    package var medianCall: Figure? { calls.map { .microseconds($0.median) } }

    /// The time within which 99 of 100 single calls returned.
    package var slowestCall: Figure? { calls.map { .microseconds($0.slowest) } }
}
