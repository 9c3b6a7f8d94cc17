// Which colour and which dashes a series has: ten colours, then the same with dashes, as Palette in
// Sources/ChartRendering does.

const patterns = [[], [5, 2.5], [1.5, 2], [6, 2, 1.5, 2]];

// The custom property that holds the colour of a series.
export function colourName(index) {
  return `--series-${index % 10}`;
}

// In line widths.
export function dashes(index) {
  return patterns[Math.floor(index / 10) % patterns.length];
}

// The colours of an element's page by the names that drawing uses.
export function coloursOf(element) {
  const style = getComputedStyle(element);
  const read = (name) => style.getPropertyValue(name).trim();
  return {
    surface: read("--surface"), grid: read("--plot-grid"), axis: read("--line-strong"), text: read("--text"),
    muted: read("--muted"), accent: read("--accent"),
    series: Array.from({ length: 10 }, (_, index) => read(colourName(index))),
  };
}
