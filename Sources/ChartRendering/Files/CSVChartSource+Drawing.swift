import Foundation

extension CSVChartSource {
    /// One chart for each column, with one line for each file. What is not wanted any more is left out.
    ///
    /// Points are made of a column's numbers when its chart is drawn, and are gone with it.
    func numericCharts(
        _ tables: [CSVTable], using generator: inout some RandomNumberGenerator, isWanted: () -> Bool = { true }
    ) throws(ChartError) -> [GeneratedChart] {
        // Columns of all files in the order of their first appearance, by the places of the files that have them.
        var names: [String] = []
        var tablesByColumn: [String: [Int]] = [:]
        for (index, table) in tables.enumerated() {
            for column in table.chartedColumns {
                if tablesByColumn[column.name] == nil { names.append(column.name) }
                tablesByColumn[column.name, default: []].append(index)
            }
        }
        let legend = LegendNames.names(for: tables.map { ($0.file, $0.modelName) })
        var charts: [GeneratedChart] = []
        for name in names.prefix(max(0, maximumCharts)) where isWanted() {
            let places = tablesByColumn[name] ?? []
            let axis = IterationAxis(places.map { tables[$0] })
            let chart = LineChart(
                title: "\(name) \(axis.title)", xLabel: axis.label, yLabel: name,
                series: places.map { place in
                    ChartSeries(name: legend[place], points: tables[place].points(ofColumn: name))
                })
            charts.append(
                GeneratedChart(
                    title: chart.title, fileName: ChartFileName.make(column: name, using: &generator),
                    png: try chart.png(size: size, theme: theme)))
        }
        return charts
    }

    /// One grid for each `ModelName`. What is not wanted any more is left out; that is asked before each picture.
    func imageCharts(
        _ tables: [CSVTable], using generator: inout some RandomNumberGenerator, isWanted: () -> Bool = { true }
    ) throws(ChartError) -> [GeneratedChart] {
        var groups: [String] = []
        var referencesByGroup: [String: [(file: URL, image: ImageReference)]] = [:]
        for table in tables {
            for image in table.images {
                if referencesByGroup[image.group] == nil { groups.append(image.group) }
                referencesByGroup[image.group, default: []].append((table.file, image))
            }
        }
        var shelf = imageFolder.flatMap(ImageFolder.init).map { ImageShelf($0) }
        var charts: [GeneratedChart] = []
        for group in groups.prefix(max(0, maximumCharts)) where isWanted() {
            // Pictures are opened group by group, and only those that will be drawn: all at once could fill the memory.
            let references = referencesByGroup[group] ?? []
            var items: [ImageGridItem] = []
            for reference in references.prefix(ImageGrid.maximumImages) where isWanted() {
                let content = shelf?.content(at: reference.image.path, besideFile: reference.file)
                items.append(ImageGridItem(title: title(of: reference.image), content: content ?? .missing))
            }
            let grid = ImageGrid(
                title: group.isEmpty ? "Images" : "\(group): images", items: items, columns: imageColumns,
                furtherCount: references.count - items.count)
            charts.append(
                GeneratedChart(
                    title: grid.title, fileName: ChartFileName.make(column: "images_\(group)", using: &generator),
                    png: try grid.png(scale: size.scale, theme: theme)))
        }
        return charts
    }

    /// The picture's tag, or its file's name when it has none.
    private func title(of image: ImageReference) -> String {
        if !image.tag.isEmpty { return image.tag }
        return String(image.path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? "")
    }
}
