extension SeriesAppend {
    /// Every series once, with all its points in their order: a call may name a series several times.
    package static func merged(_ appends: [SeriesAppend]) -> [SeriesAppend] {
        var places: [SeriesID: Int] = [:]
        var merged: [SeriesAppend] = []
        for append in appends {
            if let place = places[append.series] {
                merged[place].points += append.points
            } else {
                places[append.series] = merged.count
                merged.append(append)
            }
        }
        return merged
    }
}
