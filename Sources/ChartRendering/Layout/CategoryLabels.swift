import Foundation
import RasterGraphics

/// The names below a horizontal axis as they can be read: upright, turned where more of them fit that way, and where even
/// that does not help, every second, third … one.
struct CategoryLabels: Hashable, Sendable {
    /// What the names have room in. Picture pixels.
    struct Room: Hashable, Sendable {
        /// The axis' length.
        var length: Double
        /// From the picture's edge to the axis' beginning, into which a rising name reaches.
        var before: Double = 0
        /// How far turned names may reach down; 0 for none that are turned.
        var depth: Double = 0
    }

    /// Which way the names run.
    let direction: TextDirection
    /// What stands at each band: the name, its beginning and an ellipsis, or nothing.
    let texts: [String]
    /// How far the names reach down.
    let depth: Double
    /// How many names stand there, and how many of them are whole.
    private let shownCount: Int
    private let wholeCount: Int

    private static let eighthTurn = 0.5.squareRoot()
    /// Names that have this room beside each other are cut rather than left out. Screen pixels.
    private static let usualWidth = 60.0
    /// The least distance of names that stand upright. Screen pixels.
    private static let leastDistance = 18.0

    /// The names in the way that shows most of them whole; of equally good ones the one that is read most easily.
    init(_ names: [String], in room: Room, metrics: ChartMetrics) {
        let upright = CategoryLabels(upright: names, in: room, metrics: metrics)
        let named = names.count { !$0.isEmpty }
        // Numbers that count up are read between two of them as well, and best without turning the head.
        guard upright.wholeCount < named, room.depth > 0, !Self.countUp(names) else {
            self = upright
            return
        }
        var best = upright
        for direction in [TextDirection.rising, .upwards] {
            let turned = CategoryLabels(turned: names, direction, in: room, metrics: metrics)
            if (turned.wholeCount, turned.shownCount) > (best.wholeCount, best.shownCount) { best = turned }
        }
        self = best
    }

    private init(upright names: [String], in room: Room, metrics: ChartMetrics) {
        let needed = max(Self.leastDistance, Self.widestNeeded(by: names, metrics) + 8) * metrics.unit
        let band = room.length / Double(max(1, names.count))
        let every = Self.every(needed, band)
        self.init(
            names, every: every, .rightwards, depth: metrics.tickFont.capitalHeight, font: metrics.tickFont
        ) { _ in band * Double(every) - metrics.gap }
    }

    private init(
        turned names: [String], _ direction: TextDirection, in room: Room, metrics: ChartMetrics
    ) {
        let font = metrics.tickFont
        let (height, turn) = (font.capitalHeight, Self.eighthTurn)
        let band = room.length / Double(max(1, names.count))
        let isRising = direction == .rising
        let every = Self.every((height + 5 * metrics.unit) / (isRising ? turn : 1), band)
        let widest = isRising ? room.depth / turn - height : room.depth
        func width(_ index: Int) -> Double {
            guard isRising else { return widest }
            // A rising name begins left of its band, and the first ones have the picture's edge there.
            let before = room.before + band * (Double(index) + 0.5) - 2 * metrics.unit
            return min(widest, before / turn - height / 2)
        }
        self.init(names, every: every, direction, depth: height, font: font, width: width)
    }

    /// Every so many of the names, none wider than it may be.
    private init(
        _ names: [String], every: Int, _ direction: TextDirection, depth: Double, font: Font,
        width: (Int) -> Double
    ) {
        var (shown, whole, widest) = (0, 0, 0.0)
        texts = names.enumerated().map { index, name in
            guard index % every == 0, !name.isEmpty else { return "" }
            let text = TextLayout(name, font: font, maximumWidth: width(index))
            shown += text.width > 0 ? 1 : 0
            whole += text.isWhole ? 1 : 0
            widest = max(widest, text.width)
            return text.text
        }
        shownCount = shown
        wholeCount = whole
        self.direction = direction
        self.depth =
            switch direction {
            case .rightwards: depth
            case .upwards: max(depth, widest)
            case .rising: ((widest + depth) * Self.eighthTurn).rounded(.up)
            }
    }

    private static func every(_ needed: Double, _ band: Double) -> Int {
        max(1, Int((needed / max(band, 1e-6)).rounded(.up)))
    }

    /// Whether the names are whole numbers, each as much more than the one before.
    private static func countUp(_ names: [String]) -> Bool {
        guard names.count > 2, let first = Int(names[0]), let second = Int(names[1]) else { return false }
        let (step, isTooFar) = second.subtractingReportingOverflow(first)
        guard !isTooFar, step > 0 else { return false }
        return zip(names, names.dropFirst()).allSatisfy { one, next in
            guard let one = Int(one), let next = Int(next) else { return false }
            let (difference, isTooFar) = next.subtractingReportingOverflow(one)
            return !isTooFar && difference == step
        }
    }

    /// The room that the widest of names should have beside each other, in screen pixels; wider ones are cut.
    private static func widestNeeded(by names: [String], _ metrics: ChartMetrics) -> Double {
        var widest = 0.0
        for name in names where widest < usualWidth {
            // A little more, because a text that is cut may end before the limit.
            let text = TextLayout(name, font: metrics.tickFont, maximumWidth: 2 * usualWidth * metrics.unit)
            widest = max(widest, text.width / metrics.unit)
        }
        return min(widest, usualWidth)
    }
}
