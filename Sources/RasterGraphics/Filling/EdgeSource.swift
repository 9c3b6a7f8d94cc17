/// Polygons whose edges can be gathered.
protocol EdgeSource {
    func gather(into gathering: inout EdgeGathering)
}

extension [Polyline]: EdgeSource {
    func gather(into gathering: inout EdgeGathering) {
        for polygon in self {
            polygon.points.withUnsafeBufferPointer { gathering.add(polygon: $0[...]) }
        }
    }
}
