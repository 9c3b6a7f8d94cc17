extension Point {
    /// The place on the unit circle at an angle in radians: cosine and sine.
    ///
    /// Computed with the basic operations of IEEE 754 only, which give the same bits on every machine; those of the system's
    /// mathematics library differ in the last one. The error is below 1e-14 for angles of a few turns.
    init(atAngle angle: Double) {
        let quarters = (angle / (.pi / 2)).rounded()
        // π/2 in two parts, so that the rest is exact for angles of many turns.
        let rest = (angle - quarters * 1.5707963267341256) - quarters * 6.077100506506192e-11
        let square = rest * rest
        var sine = 0.0
        var cosine = 0.0
        // Taylor's series up to the 17th power, from its end, for |rest| <= π/4.
        for power in stride(from: 16.0, through: 2, by: -2) {
            sine = -(square / (power * (power + 1))) * (1 + sine)
            cosine = -(square / (power * (power - 1))) * (1 + cosine)
        }
        sine = rest * (1 + sine)
        cosine += 1
        switch Int(quarters) & 3 {
        case 0: self.init(x: cosine, y: sine)
        case 1: self.init(x: -sine, y: cosine)
        case 2: self.init(x: -cosine, y: -sine)
        default: self.init(x: sine, y: -cosine)
        }
    }
}
