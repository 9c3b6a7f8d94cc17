// Columns of a table in the address: which ones stand where, and how wide they are. No document.

// The steps of widths, in pixels, and the ends; the server has a class for each.
export const widthStep = 20;
export const [leastWidth, mostWidth] = [60, 800];

export function roundedWidth(pixels) {
  const steps = Math.round(pixels / widthStep) * widthStep;
  return Math.min(mostWidth, Math.max(leastWidth, steps));
}

// The address with a column as wide as said, or with null as wide as suits it.
export function withWidth(address, field, pixels) {
  const fields = new URL(address);
  const others = fields.searchParams.getAll("width").filter((text) => text.slice(0, text.lastIndexOf(":")) !== field);
  fields.searchParams.delete("width");
  for (const text of others) fields.searchParams.append("width", text);
  if (pixels !== null) fields.searchParams.append("width", `${field}:${roundedWidth(pixels)}`);
  return fields.href;
}

// The address with these columns in this order. Where a page began is no part of it: its rows have other columns.
export function withColumns(address, columns) {
  const fields = new URL(address);
  for (const name of ["col", "cursor"]) fields.searchParams.delete(name);
  for (const column of columns.length > 0 ? columns : [""]) fields.searchParams.append("col", column);
  return fields.href;
}

// The columns with one of them moved by so many places, as far as there are places.
export function moved(columns, column, by) {
  const from = columns.indexOf(column);
  const to = Math.min(columns.length - 1, Math.max(0, from + by));
  if (from < 0 || to === from) return columns;
  const others = columns.filter((_, index) => index !== from);
  return [...others.slice(0, to), column, ...others.slice(to)];
}

// How many of some boxes, which stand beside each other, have their middle left of a place: where something put there comes to stand.
export function placeAmong(boxes, x) {
  return boxes.filter(({ left, right }) => (left + right) / 2 < x).length;
}
