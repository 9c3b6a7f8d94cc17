extension Duration {
    package var inSeconds: Double { self / .seconds(1) }
    package var inMilliseconds: Double { self / .milliseconds(1) }
    package var inMicroseconds: Double { self / .microseconds(1) }
}
