import Foundation
import RasterGraphics
import RegistryTestKit
import Testing

@Suite struct TransformTests {
    private func isNear(_ a: Point, _ b: Point) -> Bool { abs(a.x - b.x) < 1e-9 && abs(a.y - b.y) < 1e-9 }

    @Test func `transforms are applied in the order they are written`() {
        let both = Transform.scale(x: 2, y: 3).then(.translation(x: 10, y: 20))
        #expect(both.apply(to: Point(x: 1, y: 1)) == Point(x: 12, y: 23))
        let other = Transform.translation(x: 10, y: 20).then(.scale(x: 2, y: 3))
        #expect(other.apply(to: Point(x: 1, y: 1)) == Point(x: 22, y: 63))
        #expect(isNear(Transform.rotation(by: .pi / 2).apply(to: Point(x: 1, y: 0)), Point(x: 0, y: 1)))
    }

    @Test func `a transform and its inverse change nothing, and what has none says so`() throws {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<200 {
            func number() -> Double { .random(in: -5...5, using: &generator) }
            let transform = Transform.scale(x: number(), y: number()).then(.rotation(by: number()))
                .then(.translation(x: number(), y: number()))
            guard abs(transform.determinant) > 0.01 else { continue }
            let back = try #require(transform.inverted)
            let point = Point(x: number(), y: number())
            #expect(isNear(back.apply(to: transform.apply(to: point)), point))
        }
        #expect(Transform.scale(x: 0, y: 1).inverted == nil)
        #expect(Transform.scale(x: .nan, y: 1).inverted == nil)
        #expect(Transform.translation(x: .infinity, y: 1).inverted == nil)
        #expect(Transform.rotation(by: .nan) == .identity)
    }

    @Test func `angles have the sine and cosine of mathematics`() {
        for step in -400...400 {
            let angle = Double(step) * 0.0937
            let point = Transform.rotation(by: angle).apply(to: Point(x: 1, y: 0))
            #expect(abs(point.x - cos(angle)) < 1e-13 && abs(point.y - sin(angle)) < 1e-13, "\(angle)")
        }
    }

    @Test func `a transformed path covers as many times more as the determinant says`() throws {
        let transform = Transform.rotation(by: 0.4).then(.scale(x: 1.5, y: 0.8)).then(.translation(x: 30, y: 30))
        let path = Path(circleAt: Point(x: 2, y: 1), radius: 12).transformed(by: transform)
        let covered = Double(try darkness(width: 64, height: 64) { $0.fill(path, color: .black) }.joined().reduce(0, +))
        #expect(abs(covered / 255 - .pi * 144 * 1.2) < 3)
    }
}
