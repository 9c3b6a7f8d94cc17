// The table of a run's metrics, kept true.
import { makeElement } from "../plot/elements.js";
import { visible } from "../visible.js";
import { remarkOf } from "./words.js";

export class SummaryTable {
  constructor(group) {
    this.group = group;
    this.table = group?.querySelector("table");
    this.rows = new Map();
    for (const row of group?.querySelectorAll("tbody tr") ?? []) {
      this.rows.set(decodeURIComponent(row.dataset.metric), row);
    }
  }

  show(summary) {
    if (!this.table) return;
    this.group.hidden = false;
    const row = this.rows.get(summary.metric) ?? this.add(summary.metric);
    const [, last, least, most, step, count, remark] = row.children;
    setText(last, cellNumber(Number(summary.last)));
    setText(least, cellNumber(Number(summary.min)));
    setText(most, cellNumber(Number(summary.max)));
    setText(step, cellCount(summary.step));
    setText(count, cellCount(summary.count));
    const text = remarkOf(summary, cellCount);
    setText(remark, text);
    if (text !== "") this.table.classList.remove("without-remarks");
  }

  // In the order of names, as the server has them.
  add(metric) {
    const cell = () => makeElement("td", { className: "number" });
    const name = makeElement("td", { title: visible(metric) }, [makeElement("bdi", {}, [visible(metric, 300)])]);
    const row = makeElement("tr", {}, [
      name, cell(), cell(), cell(), cell(), cell(), makeElement("td", { className: "muted remark" }),
    ]);
    row.dataset.metric = encodeURIComponent(metric);
    const next = [...this.rows.keys()].filter((other) => other > metric).sort()[0];
    this.table.tBodies[0].insertBefore(row, next === undefined ? null : this.rows.get(next));
    this.rows.set(metric, row);
    return row;
  }
}

function setText(cell, text) {
  if (cell.textContent !== text) cell.textContent = text;
}

// A whole number with its thousands apart, from five digits on, as the server writes it.
export function cellCount(number) {
  const digits = String(Math.abs(number));
  const text = digits.length > 4 && !digits.includes("e") ? digits.replace(/\B(?=(\d{3})+(?!\d))/g, ",") : digits;
  return number < 0 ? `−${text}` : text;
}

// A number with the six digits that matter, as the server writes it.
export function cellNumber(number) {
  if (Number.isNaN(number)) return "NaN";
  if (!Number.isFinite(number)) return number < 0 ? "−∞" : "∞";
  if (Number.isInteger(number) && Math.abs(number) < 1e15) return cellCount(number);
  const [digits, power] = number.toExponential(5).split("e");
  const exponent = Number(power);
  const trimmed = (text) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
  if (exponent >= -4 && exponent < 6) return trimmed(number.toFixed(5 - exponent)).replace("-", "−");
  const sign = exponent < 0 ? "−" : "+";
  return `${trimmed(digits)}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`.replace("-", "−");
}
