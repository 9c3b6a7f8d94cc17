// What of a sound is drawn: for each column its least and its greatest value. No document.

// channels: lists of samples from -1 to 1. Gives { least, most } of as many columns as asked for, or of each sample.
export function peaksOf(channels, columns) {
  const length = Math.max(0, ...channels.map((samples) => samples.length));
  const count = Math.max(1, Math.min(columns, length));
  const [least, most] = [new Float32Array(count), new Float32Array(count)];
  for (const samples of channels) {
    for (let column = 0; column < count; column += 1) {
      const end = Math.min(samples.length, Math.ceil(((column + 1) * length) / count));
      for (let index = Math.floor((column * length) / count); index < end; index += 1) {
        if (samples[index] < least[column]) least[column] = samples[index];
        if (samples[index] > most[column]) most[column] = samples[index];
      }
    }
  }
  return { least, most };
}

// 75.25 seconds as 1:15.2.
export function clock(seconds) {
  if (!Number.isFinite(seconds)) return "–";
  const tenths = Math.floor(Math.max(0, seconds) * 10);
  const rest = (tenths % 600) / 10;
  return `${Math.floor(tenths / 600)}:${rest < 10 ? "0" : ""}${rest.toFixed(1)}`;
}
