// Numbers, times and durations as text. The minus is that of mathematics, as in the server's pictures.

const minus = (text) => text.replaceAll("-", "−");

// 12345678 as 12,345,678.
export function grouped(count) {
  return minus(String(Math.round(count)).replace(/\B(?=(\d{3})+(?!\d))/g, ","));
}

// A value with at most `digits` digits that matter.
export function number(value, digits = 6) {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value < 0 ? "−∞" : "∞";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e15) return grouped(value);
  const text = value.toPrecision(digits);
  if (size >= 1e-4 && size < 1e15 && !text.includes("e")) return minus(String(Number(text)));
  return minus(value.toExponential(digits - 1).replace(/\.?0+e/, "e").replace("e+", "e"));
}

// Seconds since 1970 as UTC, to the millisecond when it has some.
export function time(seconds) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return `${number(seconds)} s`;
  const text = date.toISOString().replace("T", " ").replace("Z", "");
  return text.endsWith(".000") ? text.slice(0, -4) : text;
}

// 5400 as 1h30m, with so many decimals of a second.
export function duration(seconds, decimals = 0) {
  const parts = 10 ** decimals;
  let rest = Math.round(Math.abs(seconds) * parts);
  let text = "";
  for (const [name, size] of [["d", 86_400], ["h", 3_600], ["m", 60]]) {
    const count = Math.floor(rest / (size * parts));
    if (count < 1) continue;
    text += count + name;
    rest -= count * size * parts;
  }
  if (rest > 0) text += `${(rest / parts).toFixed(decimals)}s`;
  if (text === "") return "0";
  return seconds < 0 ? `−${text}` : text;
}

// A place along the horizontal axis.
export function place(kind, value) {
  if (kind === "time") return time(value);
  if (kind === "relative") return duration(value, Math.abs(value) < 60 ? 3 : 0);
  return kind === "step" ? grouped(value) : number(value);
}

// The labels of one axis' ticks: all with as many decimals as tell them apart, and k, M, G, T where that is shorter.
export function tickLabels(values) {
  const largest = Math.max(...values.map(Math.abs), 0);
  const plain = decimals(values, 0);
  let best = plain;
  for (const [power, letter] of [[3, "k"], [6, "M"], [9, "G"], [12, "T"]]) {
    if (largest < 10 ** power || largest >= 10 ** (power + 3)) continue;
    const short = decimals(values, power)?.map((text) => (Number(text) === 0 ? "0" : text + letter));
    if (short && (!best || longest(best) - longest(short) >= 2)) best = short;
  }
  if (!best || longest(best) > 7) {
    const short = values.map((value) => (value === 0 ? "0" : shortExponential(value)));
    if (!best || longest(short) < longest(best)) best = short;
  }
  return best.map(minus);
}

// One power of ten's label.
export function powerLabel(digit, exponent) {
  if (exponent >= -3 && exponent <= 3) return String(Number(`${digit}e${exponent}`));
  if (exponent >= 4 && exponent <= 14) {
    return digit + "0".repeat(exponent % 3) + " kMGT"[Math.floor(exponent / 3)];
  }
  return minus(`${digit}e${exponent}`);
}

function longest(texts) {
  return Math.max(0, ...texts.map((text) => text.length));
}

function shortExponential(value) {
  return Number(value.toPrecision(12)).toExponential().replace("e+", "e");
}

// The fewest decimals that lose nothing but errors of calculation; null when that takes too many.
function decimals(values, power) {
  const shifted = values.map((value) => value / 10 ** power);
  if (shifted.some((value) => Math.abs(value) >= 1e15)) return null;
  for (let count = 0; count <= 17; count += 1) {
    const texts = shifted.map((value) => value.toFixed(count));
    if (texts.every((text, index) => Math.abs(Number(text) - shifted[index]) <= Math.abs(shifted[index]) * 1e-12)) {
      return texts.map((text) => (Number(text) === 0 ? "0" : text));
    }
  }
  return null;
}
