/// Something that learns from images.
protocol Network {
    /// Learns from one batch.
    mutating func learn(from batch: Digits)

    /// How well it does on images, by the metric's name.
    func metrics(on digits: Digits) -> [(name: String, value: Double)]
}
