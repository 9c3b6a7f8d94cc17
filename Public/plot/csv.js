// What a plot shows, as comma-separated values: a row for a point or for a bucket of points.
import { inRange } from "./data.js";

const header = [
  "series", "first step", "last step", "first time", "last time", "points", "not finite", "first", "minimum", "maximum",
  "last",
];

// series: [{ name, list }]; range: [from, to] along x.
export function csvOf(series, range) {
  const rows = [header.join(",")];
  for (const { name, list } of series) {
    for (const entry of inRange(list, range)) {
      const values = [entry.first, entry.min, entry.max, entry.last].map((value) => valueText(entry, value));
      rows.push([
        quoted(name), entry.firstStep, entry.lastStep, timeText(entry.firstTime), timeText(entry.lastTime),
        entry.count, entry.bad, ...values,
      ].join(","));
    }
  }
  return `${rows.join("\r\n")}\r\n`;
}

// A name that a spreadsheet would take for a formula begins with an apostrophe.
function quoted(name) {
  const text = /^[=+\-@\t\r]/.test(name) ? `'${name}` : name;
  return `"${text.replaceAll('"', '""')}"`;
}

function valueText(entry, value) {
  if (Number.isFinite(value)) return String(value);
  return entry.up ? "Infinity" : entry.down ? "-Infinity" : "NaN";
}

function timeText(seconds) {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString();
}

// A name that every file system takes.
export function fileName(name, ending) {
  return `${name.replace(/[^A-Za-z0-9._-]+/g, "_").replace(/^\.+/, "").slice(0, 80) || "plot"}.${ending}`;
}
