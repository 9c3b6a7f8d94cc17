// Series made up as the server would answer them, and numbers that are the same every time.

// A generator of numbers from 0 to below 1 (Marsaglia's xorshift).
export function seeded(seed) {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
}

// The answer for values at the steps from `first` on, exact or in so many buckets.
export function answerFor(values, buckets, first = 0) {
  const time = (step) => 1_700_000_000_000 + step * 50;
  const text = (value) => (Number.isFinite(value) ? value : String(value));
  const steps = Array.from(values, (_, index) => first + index);
  if (values.length <= buckets) {
    return { exact: true, count: values.length, steps, times: steps.map(time), values: Array.from(values, text) };
  }
  const answer = {
    exact: false, count: values.length, firstSteps: [], lastSteps: [], firstTimes: [], lastTimes: [], counts: [],
    nanCounts: [], minima: [], maxima: [], firstValues: [], lastValues: [],
  };
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const begin = Math.floor((bucket * values.length) / buckets);
    const end = Math.floor(((bucket + 1) * values.length) / buckets);
    let [least, most, nan] = [Infinity, -Infinity, 0];
    for (let index = begin; index < end; index += 1) {
      if (Number.isNaN(values[index])) nan += 1;
      else [least, most] = [Math.min(least, values[index]), Math.max(most, values[index])];
    }
    const isNaNOnly = nan === end - begin;
    answer.firstSteps.push(first + begin);
    answer.lastSteps.push(first + end - 1);
    answer.firstTimes.push(time(first + begin));
    answer.lastTimes.push(time(first + end - 1));
    answer.counts.push(end - begin);
    answer.nanCounts.push(nan);
    answer.minima.push(text(isNaNOnly ? NaN : least));
    answer.maxima.push(text(isNaNOnly ? NaN : most));
    answer.firstValues.push(text(values[begin]));
    answer.lastValues.push(text(values[end - 1]));
  }
  return answer;
}
