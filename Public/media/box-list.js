// The boxes of a picture's record: what was found in it, where, and how sure that is. No document.

// Those that can be drawn, as rectangles in pixels.
export function boxesOf(record) {
  const list = Array.isArray(record?.boxes) ? record.boxes : [];
  return list.flatMap((box) => {
    const { xStart, yStart, xEnd, yEnd, className, probability } = box ?? {};
    if (![xStart, yStart, xEnd, yEnd].every(Number.isFinite) || xEnd < xStart || yEnd < yStart) return [];
    return [{
      x: xStart, y: yStart, width: xEnd - xStart, height: yEnd - yStart,
      name: typeof className === "string" ? className : null,
      probability: Number.isFinite(probability) ? probability : null,
    }];
  });
}

// A number for each class, by which it has its colour: in the record's own order, those that it does not list behind.
export function classNumbers(record, boxes) {
  const listed = Array.isArray(record?.classes) ? record.classes.filter((name) => typeof name === "string") : [];
  const found = boxes.flatMap(({ name }) => (name === null ? [] : [name])).sort();
  return new Map([...new Set([...listed, ...found])].map((name, number) => [name, number]));
}

// Those that are sure enough; a box without a probability always is.
export function sureBoxes(boxes, least) {
  return boxes.filter(({ probability }) => probability === null || probability >= least);
}

// How many there are of each class, those without one under null, the commonest first.
export function classCounts(boxes) {
  const counts = new Map();
  for (const { name } of boxes) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([a, many], [b, most]) => most - many || String(a).localeCompare(String(b)));
}

export function boxWords({ name, probability }) {
  const words = [name ?? "no class", probability === null ? "" : probability.toFixed(2)];
  return words.filter((word) => word !== "").join(" ");
}
