// What is under the crosshair, beside it.
import { colourName } from "./colours.js";
import { makeElement } from "./elements.js";
import { placeText } from "./picture.js";

const mostRows = 12;

// kind: that of the horizontal axis. rows: readings, the greatest value first. nearY: the value at the pointer, null for none; of more series than there is
// room for, those nearest to it are listed.
export function fillTooltip(tooltip, kind, rows, nearY) {
  const shown = rows.length > mostRows ? around(rows, nearY) : rows;
  const list = shown.map((row) => {
    const swatch = makeElement("span", { className: "plot-swatch" });
    swatch.style.setProperty("--swatch", `var(${colourName(row.index)})`);
    const value = makeElement("b", {}, [row.smooth ?? row.raw]);
    const raw = row.smooth === null ? [] : [makeElement("span", { className: "muted" }, [` (${row.raw})`])];
    if (row.isElsewhere) raw.push(makeElement("span", { className: "muted" }, [` at ${placeText(kind, row.entry)}`]));
    const line = makeElement("div", { className: "plot-tooltip-row" }, [
      swatch, makeElement("bdi", {}, [row.name]), makeElement("span", { className: "plot-tooltip-value" }, [value, ...raw]),
    ]);
    if (row === nearestRow(shown, nearY) && shown.length > 1) line.classList.add("plot-tooltip-near");
    return line;
  });
  if (shown.length < rows.length) {
    list.push(makeElement("div", { className: "muted" }, [`and ${rows.length - shown.length} more`]));
  }
  tooltip.replaceChildren(makeElement("div", { className: "muted" }, [placeText(kind, rows[0].here)]), ...list);
}

function nearestRow(rows, nearY) {
  if (nearY === null) return null;
  const distance = ({ value }) => (Number.isFinite(value) ? Math.abs(value - nearY) : Infinity);
  return rows.reduce((best, row) => (distance(row) < distance(best) ? row : best));
}

function around(rows, nearY) {
  const middle = Math.max(0, rows.indexOf(nearestRow(rows, nearY)));
  const first = Math.min(Math.max(0, middle - mostRows / 2), rows.length - mostRows);
  return rows.slice(first, first + mostRows);
}

// Right of the crosshair, or left of it where there is no room.
export function placeTooltip(tooltip, stage, x, y) {
  const { offsetWidth: width, offsetHeight: height } = tooltip;
  const right = x + 12;
  const left = right + width > stage.clientWidth ? Math.max(0, x - 12 - width) : right;
  const top = Math.min(Math.max(0, y - height / 2), Math.max(0, stage.clientHeight - height));
  tooltip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}
