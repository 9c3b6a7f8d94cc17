// Another metric in the place of steps: where each entry of a series lies along it. No document.

const prefix = "metric:";

// The metric that an axis of the view is, by its name; null for steps and times.
export function metricOf(kind) {
  return typeof kind === "string" && kind.startsWith(prefix) && kind.length > prefix.length ? kind.slice(prefix.length) : null;
}

export function kindOf(metric) {
  return prefix + metric;
}

// A function that gives an entry's ends { x0, x1 } along the entries of the other metric, which are in the order of steps:
// its value at the entry's steps, between two of its points in proportion. NaN in front of its first point and behind its
// last: nobody knows what it was there.
export function placesAlong(entries) {
  const [steps, values] = [[], []];
  const add = (step, value) => {
    if (!Number.isFinite(value)) return;
    // Of a step that was logged again the later one counts.
    if (steps.length > 0 && steps[steps.length - 1] >= step) {
      if (steps[steps.length - 1] === step) values[values.length - 1] = value;
      return;
    }
    steps.push(step);
    values.push(value);
  };
  for (const { firstStep, lastStep, first, last } of entries) {
    add(firstStep, first);
    if (lastStep !== firstStep) add(lastStep, last);
  }
  const at = (step) => {
    const index = countUpTo(steps, step);
    if (index > 0 && steps[index - 1] === step) return values[index - 1];
    if (index === 0 || index === steps.length) return NaN;
    const part = (step - steps[index - 1]) / (steps[index] - steps[index - 1]);
    return values[index - 1] * (1 - part) + values[index] * part;
  };
  return ({ firstStep, lastStep }) => {
    const [first, last] = [at(firstStep), at(lastStep)];
    return { x0: Math.min(first, last), x1: Math.max(first, last) };
  };
}

// How many of rising numbers are not above another.
function countUpTo(numbers, number) {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] <= number) low = middle + 1;
    else high = middle;
  }
  return low;
}
