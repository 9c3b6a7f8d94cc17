// How the page's connection is, in words.

// So long, in milliseconds, a page counts as up to date without a connection.
const patience = 10_000;

// state: what the stream says. since: when the page last heard of the server, in milliseconds since 1970. now: likewise.
// status: the run's. Gives { state, text }: the state for the style sheet.
export function connectionWords({ state, sentence, since, now, status }) {
  if (state === "ended") return { state: "away", text: sentence };
  if (state === "paused") return { state: "stale", text: "paused" };
  if (state === "live") return status === "running" ? { state: "live", text: "live" } : { state: "live", text: "up to date" };
  if (state === "silent") return { state: "away", text: `stale since ${clockTime(since)}, the store does not answer` };
  if (now - since < patience) return { state: "stale", text: "reconnecting" };
  return { state: "away", text: `stale since ${clockTime(since)}, reconnecting` };
}

function clockTime(milliseconds) {
  const date = new Date(milliseconds);
  return `${String(date.getHours()).padStart(2, "0")}:${String(date.getMinutes()).padStart(2, "0")}`;
}

// The time between two moments in milliseconds, in its two largest units, as the server writes it.
export function durationWords(start, end) {
  const seconds = Math.floor((end - start) / 1000);
  if (!(seconds >= 0)) return "–";
  if (seconds === 0) return `${end - start} ms`;
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`;
  return `${Math.floor(seconds / 86_400).toLocaleString("en")} d ${Math.floor((seconds % 86_400) / 3_600)} h`;
}

// A date as the API tells it, in milliseconds since 1970; NaN for anything else.
export function momentOf(value) {
  const date = value?.$date;
  if (typeof date === "string") return Date.parse(date);
  return date?.$numberLong === undefined ? NaN : Number(date.$numberLong);
}

// What should be known about a metric's steps, as the server writes it; empty when there is nothing.
export function remarkOf({ nan = 0, revisited = 0 }, grouped) {
  const remarks = [];
  if (nan > 0) remarks.push(`${grouped(nan)} NaN`);
  if (revisited > 0) remarks.push(`${grouped(revisited)} steps logged again`);
  return remarks.join(", ");
}
