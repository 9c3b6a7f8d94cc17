// Round values for the ticks of an axis. Every tick lies within the axis' ends.
import { duration, powerLabel, tickLabels } from "./format.js";
import { powerOfTen } from "./scale.js";

const day = 86_400;
const clock = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200];

// At most about `count` ticks as { value, label }, rising. isWhole: nothing finer than 1.
export function ticksOf(scale, count, isWhole = false) {
  count = Math.max(2, Math.floor(count));
  const { lower, upper } = scale;
  const ticks = {
    linear: () => linear(lower, upper, count, isWhole),
    log: () => logarithmic(lower, upper, count),
    symlog: () => symmetric(scale, count),
    time: () => times(lower, upper, count),
    relative: () => durations(lower, upper, count),
  }[scale.kind]();
  return ticks.filter(({ value }) => value >= lower && value <= upper);
}

// At most `count` multiples of 1, 2 or 5 times a power of ten.
export function evenValues(lower, upper, count, isWhole = false) {
  // The largest numbers are divided first: their difference would have no finite value.
  const shrink = Math.max(Math.abs(lower), Math.abs(upper)) > 1e290 ? 1e-20 : 1;
  const [low, high] = [lower * shrink, upper * shrink];
  // A second time from a finer step: where few ticks are wanted, the first may pass over the whole axis.
  for (const part of [1, 5]) {
    let step = stepAtLeast(Math.max((high - low) / count / part, isWhole ? 1 : Number.MIN_VALUE));
    let values = multiples(step, low, high);
    while (values.length > count) {
      step = next(step);
      values = multiples(step, low, high);
    }
    if (values.length > 0) return values.map((value) => value / shrink);
  }
  return [];
}

function linear(lower, upper, count, isWhole) {
  return labelled(evenValues(lower, upper, count, isWhole));
}

function labelled(values) {
  const labels = tickLabels(values);
  return values.map((value, index) => ({ value, label: labels[index] }));
}

function stepAtLeast(size) {
  let step = { digit: 5, exponent: Math.floor(Math.log10(Math.max(size, 1e-300))) - 1 };
  while (step.digit * powerOfTen(step.exponent) < size * (1 - 1e-9)) step = next(step);
  return step;
}

function next({ digit, exponent }) {
  if (digit === 5) return { digit: 1, exponent: exponent + 1 };
  return { digit: digit === 1 ? 2 : 5, exponent };
}

function multiples({ digit, exponent }, low, high) {
  const size = digit * powerOfTen(exponent);
  const first = Math.ceil(low / size - 1e-9);
  const last = Math.floor(high / size + 1e-9);
  // Beyond 2^53 neighbouring multiples are the same number.
  if (!(last - first < 10_000) || Math.abs(first) > 2 ** 53 || Math.abs(last) > 2 ** 53) return [];
  const values = [];
  for (let count = first; count <= last; count += 1) {
    // As the number nearest to its digits: 3 steps of 0.1 are 0.3.
    values.push(exponent < 0 ? (count * digit) / powerOfTen(-exponent) : count * digit * powerOfTen(exponent));
  }
  // A hair outside counts as inside, and is moved there.
  return values.map((value) => Math.min(Math.max(value, low), high) + 0);
}

function logarithmic(lower, upper, count) {
  const first = Math.ceil(Math.log10(lower) - 1e-12);
  const last = Math.floor(Math.log10(upper) + 1e-12);
  if (last - first < 1) return linear(lower, upper, count, false).filter(({ value }) => value > 0);
  const all = [];
  for (let exponent = first - 1; exponent <= last; exponent += 1) {
    for (const digit of [1, 2, 5]) all.push(decade(digit, exponent));
  }
  const fine = all.filter(({ value }) => value >= lower && value <= upper);
  if (fine.length <= count) return fine;
  const every = Math.ceil((last - first + 1) / count);
  const powers = [];
  for (let exponent = Math.ceil(first / every) * every; exponent <= last; exponent += every) {
    powers.push(decade(1, exponent));
  }
  return powers.length > 0 ? powers : [decade(1, first)];
}

function decade(digit, exponent) {
  return { value: Number(`${digit}e${exponent}`), label: powerLabel(digit, exponent) };
}

// 0 and powers of ten of both signs from the threshold on.
function symmetric(scale, count) {
  const { lower, upper, threshold } = scale;
  if (lower >= threshold) return logarithmic(lower, upper, count);
  if (upper <= -threshold) return logarithmic(-upper, -lower, count).map(negated).reverse();
  if (lower >= -threshold && upper <= threshold) return linear(lower, upper, count, false);
  const first = Math.round(Math.log10(threshold));
  const last = Math.floor(Math.log10(Math.max(-lower, upper)) + 1e-12);
  for (let every = 1; every <= last - first + 1; every += 1) {
    const ticks = [];
    for (let exponent = last; exponent >= first; exponent -= every) {
      const tick = decade(1, exponent);
      ticks.push(tick, negated(tick));
    }
    const zero = scale.fraction(0);
    const shown = ticks.filter(({ value }) => {
      return value >= lower && value <= upper && Math.abs(scale.fraction(value) - zero) >= 0.6 / count;
    });
    if (lower <= 0 && upper >= 0) shown.push({ value: 0, label: "0" });
    if (shown.length <= count && shown.length >= 2) return shown.sort((a, b) => a.value - b.value);
  }
  return linear(lower, upper, count, false);
}

function negated({ value, label }) {
  return { value: -value, label: `−${label}` };
}

function durations(lower, upper, count) {
  const wanted = upper / count - lower / count;
  if (wanted > day / 2) {
    const days = evenValues(lower / day, upper / day, count, true);
    const labels = tickLabels(days);
    return days.map((value, index) => ({ value: value * day, label: value === 0 ? "0" : `${labels[index]}d` }));
  }
  if (wanted > 0.5) {
    for (const step of [...clock, day]) {
      if (step < wanted * (1 - 1e-9)) continue;
      const values = evenMultiples(step, lower, upper);
      if (values.length <= count) return values.map((value) => ({ value, label: duration(value) }));
    }
  }
  const values = evenValues(lower, upper, count);
  if (values.some((value) => Math.abs(value) >= 60)) {
    const decimals = Math.max(0, Math.ceil(-Math.log10(wanted)));
    return values.map((value) => ({ value, label: duration(value, Math.min(decimals, 12)) }));
  }
  const labels = tickLabels(values);
  return values.map((value, index) => ({ value, label: value === 0 ? "0" : `${labels[index]}s` }));
}

function evenMultiples(step, lower, upper) {
  const values = [];
  for (let count = Math.ceil(lower / step); count * step <= upper && values.length < 1_000; count += 1) {
    values.push(count * step + 0);
  }
  return values;
}

// Times in UTC; a date stands where it changes.
function times(lower, upper, count) {
  const limit = 8.64e12;
  if (lower < -limit || upper > limit) return linear(lower, upper, count, false);
  const wanted = (upper - lower) / count;
  if (wanted > 20 * day) return months(lower, upper, count, wanted);
  if (wanted < 0.5) return clocks(evenValues(lower, upper, count), decimalsFor(wanted));
  for (const step of [...clock, day, 2 * day, 7 * day, 14 * day, 28 * day]) {
    if (step < wanted * (1 - 1e-9)) continue;
    const values = evenMultiples(step, lower, upper);
    if (values.length > count) continue;
    return step >= day ? dates(values) : clocks(values, step < 60 ? 0 : null);
  }
  return months(lower, upper, count, wanted);
}

function decimalsFor(wanted) {
  return Math.min(3, Math.max(1, Math.ceil(-Math.log10(wanted))));
}

const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function months(lower, upper, count, wanted) {
  const steps = [1, 2, 3, 6, ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000, 50_000].map((years) => years * 12)];
  const begin = new Date(lower * 1000).getUTCFullYear() * 12;
  for (const step of steps) {
    if (step * 2_629_746 < wanted * 0.5) continue;
    const values = [];
    for (let month = Math.floor(begin / step) * step; ; month += step) {
      const value = monthStart(month);
      if (!(value <= upper)) break;
      if (value >= lower) values.push(value);
      if (values.length > count) break;
    }
    if (values.length <= count) {
      return values.map((value, index) => {
        const date = new Date(value * 1000);
        const isYear = step >= 12 || index === 0 || date.getUTCMonth() < step;
        const month = step >= 12 ? "" : monthNames[date.getUTCMonth()];
        return { value, label: `${month}${isYear ? ` ${date.getUTCFullYear()}` : ""}`.trim() };
      });
    }
  }
  return [];
}

function monthStart(month) {
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(month / 12), ((month % 12) + 12) % 12, 1);
  return date.getTime() / 1000;
}

function dates(values) {
  return values.map((value, index) => ({ value, label: dateText(value, index === 0 ? null : values[index - 1]) }));
}

function dateText(value, before) {
  const date = new Date(value * 1000);
  const text = `${monthNames[date.getUTCMonth()]} ${date.getUTCDate()}`;
  const isSameYear = before !== null && new Date(before * 1000).getUTCFullYear() === date.getUTCFullYear();
  return isSameYear ? text : `${text} ${date.getUTCFullYear()}`;
}

function clocks(values, decimals) {
  return values.map((value, index) => {
    const text = new Date(Math.round(value * 1000)).toISOString().slice(11);
    const shown = decimals === null ? text.slice(0, 5) : text.slice(0, decimals === 0 ? 8 : 9 + decimals);
    const isNewDay = index === 0 || Math.floor(value / day) !== Math.floor(values[index - 1] / day);
    if (!isNewDay) return { value, label: shown };
    const date = new Date(value * 1000);
    return { value, label: `${monthNames[date.getUTCMonth()]} ${date.getUTCDate()} ${shown}` };
  });
}
