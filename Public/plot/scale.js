// How values are spread along an axis: a function from values to 0…1 and back. No document, no canvas.

// A value that such an axis has a place for.
export function canShow(kind, value) {
  return Number.isFinite(value) && (kind !== "log" || value > 0);
}

// kind: linear, log, symlog, time or relative (seconds). Ends that do not rise are moved apart.
// threshold: where symlog's line ends and its logarithm begins.
export function makeScale(kind, lower, upper, threshold = 1) {
  [lower, upper] = risen(kind, lower, upper);
  const transform = transforms(kind, threshold);
  const start = transform.forward(lower);
  const end = transform.forward(upper);
  return {
    kind, lower, upper, threshold,
    // 0 at the lower end, 1 at the upper one, beyond them outside; NaN for what has no place.
    fraction(value) {
      if (!canShow(kind, value)) return NaN;
      // Halves, because the difference of the largest numbers has no finite value.
      return (transform.forward(value) / 2 - start / 2) / (end / 2 - start / 2);
    },
    value(fraction) {
      if (fraction === 0) return lower;
      if (fraction === 1) return upper;
      return limited(transform.backward(start * (1 - fraction) + end * fraction));
    },
  };
}

// The range with a part of it added at both ends, on the axis' own terms.
export function withAir(kind, lower, upper, part, threshold = 1) {
  const scale = makeScale(kind, lower, upper, threshold);
  const ends = [scale.value(-part), scale.value(1 + part)];
  return ends.every((end) => canShow(kind, end)) && ends[0] < ends[1] ? ends : [scale.lower, scale.upper];
}

// A threshold for symlog, as SymmetricLogarithm.threshold(for:) in Sources/ChartRendering/Axes finds it: the power of
// ten below all but the smallest twentieth of the magnitudes, within twelve powers of ten of the largest.
export function symlogThreshold(values) {
  const decades = [];
  for (const value of values) {
    if (Number.isFinite(value) && value !== 0) decades.push(clamp(Math.floor(Math.log10(Math.abs(value))), -300, 300));
  }
  if (decades.length === 0) return 1;
  decades.sort((a, b) => a - b);
  const least = decades[Math.floor(decades.length / 20)];
  return powerOfTen(Math.max(least, decades[decades.length - 1] - 12));
}

// Ten to a whole power, as the number nearest to it.
export function powerOfTen(exponent) {
  return Number(`1e${exponent}`);
}

export function clamp(value, least, most) {
  return Math.min(Math.max(value, least), most);
}

function limited(value) {
  return clamp(value, -Number.MAX_VALUE, Number.MAX_VALUE);
}

function risen(kind, lower, upper) {
  if (!canShow(kind, lower) && !canShow(kind, upper)) return kind === "log" ? [1, 10] : [0, 1];
  if (!canShow(kind, lower)) lower = upper;
  if (!canShow(kind, upper)) upper = lower;
  if (lower > upper) [lower, upper] = [upper, lower];
  if (lower < upper) return [lower, upper];
  if (kind === "log") return [Math.max(lower / 2, Number.MIN_VALUE), limited(upper * 2)];
  if (kind === "time") return [lower - 30, upper + 30];
  const half = Math.abs(lower) / 10 || 1;
  return [limited(lower - half), limited(upper + half)];
}

function transforms(kind, threshold) {
  if (kind === "log") return { forward: Math.log10, backward: (place) => 10 ** place };
  if (kind !== "symlog") return { forward: (value) => value, backward: (place) => place };
  const logarithm = Math.log(threshold);
  return {
    forward(value) {
      const size = Math.abs(value);
      if (size <= threshold) return value / threshold;
      return Math.sign(value) * (1 + Math.max(0, Math.log(size) - logarithm));
    },
    backward(place) {
      const size = Math.abs(place);
      return size <= 1 ? place * threshold : Math.sign(place) * Math.exp(size - 1 + logarithm);
    },
  };
}
