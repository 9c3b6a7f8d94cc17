// The names by which runs are asked for, and which of them continue what is being typed. No document.

const numbers = ["last", "min", "max", "first", "step", "count", "nan"];
const attributes = {
  _id: "run_id", name: "name", experiment: "experiment", status: "status", startTime: "start_time", endTime: "end_time",
  heartbeat: "heartbeat", notes: "notes", host: "host", gitCommit: "git_commit",
};
// What stands in a condition without being a field.
const words = ["and", "or", "not", "in", "like", "ilike", "contains", "is", "null", "true", "false"];
export const mostShown = 12;

// The fields of `/api/v1/fields?in=runs` as the expression language names them, the commonest first; a metric's last value
// before its other numbers.
export function fieldNames(fields) {
  const named = [];
  for (const { name, records } of fields) {
    const parts = name.split(".");
    if (parts.length === 1 && Object.hasOwn(attributes, name)) named.push({ text: attributes[name], records, rank: 0 });
    if (parts.length === 2 && parts[0] === "parameters") named.push({ text: `params.${quoted(parts[1], false)}`, records, rank: 1 });
    if (parts.length === 2 && parts[0] === "tags") named.push({ text: `tags.${quoted(parts[1], false)}`, records, rank: 1 });
    if (parts.length === 3 && parts[0] === "metrics" && numbers.includes(parts[2])) {
      const metric = `metrics.${quoted(parts[1], true)}`;
      const isLast = parts[2] === "last";
      named.push({ text: isLast ? metric : `${metric}.${parts[2]}`, records, rank: isLast ? 1 : 2 });
    }
  }
  return named.sort((a, b) => a.rank - b.rank || b.records - a.records || (a.text < b.text ? -1 : 1)).map(({ text }) => text);
}

// A stored name as it is written. Dots are part of it, but the last part of a metric's must not look like a number of it.
function quoted(stored, isMetric) {
  const name = stored === "%" ? "" : stored.replace(/%(25|2E|24|00)/g, (code) => String.fromCharCode(parseInt(code.slice(1), 16)));
  const isPlain = /^[\p{L}_][\p{L}\p{N}_/-]*(\.[\p{L}\p{N}_/-]+)*$/u.test(name);
  const looksLikeNumber = isMetric && name.includes(".") && numbers.includes(name.split(".").pop());
  return isPlain && !looksLikeNumber ? name : `\`${name.replaceAll("`", "``")}\``;
}

// What may continue the word that ends at `caret`: { from, to, list }, or null when that is within a text, or nothing is
// typed. Names that begin with the word come before those that have it elsewhere.
export function completions(text, caret, names) {
  const from = wordStart(text, caret);
  if (from === null) return null;
  const to = caret + /^[\p{L}\p{N}_./-]*/u.exec(text.slice(caret))[0].length;
  const typed = text.slice(from, caret).replaceAll("`", "").toLowerCase();
  if (typed === "" || words.includes(typed)) return null;
  const plain = (name) => name.replaceAll("`", "").toLowerCase();
  const beginning = names.filter((name) => plain(name).startsWith(typed));
  const within = names.filter((name) => !plain(name).startsWith(typed) && plain(name).includes(typed));
  const list = [...beginning, ...within].slice(0, mostShown);
  const isComplete = list.length === 1 && plain(list[0]) === typed;
  return list.length > 0 && !isComplete ? { from, to, list } : null;
}

// Where the name that ends at the caret begins; null within quotes of a text.
function wordStart(text, caret) {
  let quote = null;
  let start = 0;
  for (let index = 0; index < caret; index += 1) {
    const mark = text[index];
    if (quote) {
      if (mark === quote) quote = null;
    } else if (mark === "'" || mark === '"' || mark === "`") {
      quote = mark;
      if (mark !== "`") start = index + 1;
    } else if (!/[\p{L}\p{N}_./-]/u.test(mark)) {
      start = index + 1;
    }
  }
  return quote === "'" || quote === '"' ? null : start;
}

// The text with a name in place of the word, and where the caret goes.
export function completed(text, { from, to }, name) {
  return { text: text.slice(0, from) + name + text.slice(to), caret: from + name.length };
}
