// The names by which runs are asked for, and which of them continue what is being typed. No document.

const numbers = ["last", "min", "max", "first", "step", "count", "nan"];
const attributes = {
  _id: "run_id", name: "name", experiment: "experiment", status: "status", startTime: "started", endTime: "ended",
  heartbeat: "heartbeat", notes: "notes", host: "host", gitCommit: "commit", "environment.git.branch": "branch",
  "environment.process.user": "user",
};
// What stands in a condition without being a field.
const words = ["and", "or", "not", "in", "like", "ilike", "contains", "is", "null", "true", "false"];
export const mostShown = 12;

// The fields of `/api/v1/fields?in=runs` as the expression language names them, the commonest first; a metric's last value
// before its other numbers.
export function fieldNames(fields) {
  const named = [];
  for (const { name, records, types = [] } of fields) {
    const parts = name.split(".");
    if (Object.hasOwn(attributes, name)) named.push({ text: attributes[name], records, rank: 0 });
    // Every run has lasted for some time, though it stands nowhere.
    if (name === "startTime") named.push({ text: "duration", records, rank: 0 });
    if (parts.length >= 2 && parts[0] === "parameters") named.push(parameter(parts.slice(1), types, records));
    if (parts.length === 2 && parts[0] === "tags") named.push({ text: `tags.${quoted(parts[1], false)}`, records, rank: 1 });
    if (parts.length === 3 && parts[0] === "metrics" && numbers.includes(parts[2])) {
      const metric = `metrics.${quoted(parts[1], true)}`;
      const isLast = parts[2] === "last";
      // The least and the greatest value are asked for more often than how many there are.
      const rank = isLast ? 1 : 2 + numbers.indexOf(parts[2]);
      named.push({ text: isLast ? metric : `${metric}.${parts[2]}`, records, rank });
    }
  }
  const sorted = named.filter((one) => one !== null).sort((a, b) => a.rank - b.rank || b.records - a.records || (a.text < b.text ? -1 : 1));
  return [...new Set(sorted.map(({ text }) => text))];
}

// A parameter, or one within a document; null for a document, whose fields are asked for.
function parameter([first, ...inner], types, records) {
  if (types.length === 1 && types[0] === "object") return null;
  const name = inner.length > 0 ? quoted([first, ...inner].join("."), false) : quoted(first, false);
  return { text: `params.${name}`, records, rank: 1 };
}

// A stored name as it is written. Dots are part of it, but the last part of a metric's must not look like a number of it.
function quoted(stored, isMetric) {
  const name = stored === "%" ? "" : stored.replace(/%(25|2E|24|00)/g, (code) => String.fromCharCode(parseInt(code.slice(1), 16)));
  const isPlain = /^[\p{L}_][\p{L}\p{N}_/-]*(\.[\p{L}\p{N}_/-]+)*$/u.test(name);
  const looksLikeNumber = isMetric && name.includes(".") && numbers.includes(name.split(".").pop());
  return isPlain && !looksLikeNumber ? name : `\`${name.replaceAll("`", "``")}\``;
}

// The names under which records may have what a condition calls by this name; none for what has no texts to choose from.
export function storedNames(text) {
  const attribute = Object.entries(attributes).find(([, name]) => name === text);
  if (attribute) return [attribute[0]];
  const [, group, name] = /^(params|tags)\.(.*)$/su.exec(text) ?? [];
  if (!group) return [];
  const plain = name.replace(/`((?:[^`]|``)*)`/gu, (_, inner) => inner.replaceAll("``", "`"));
  const escaped = (part) => (part === "" ? "%" : part.replace(/%/g, "%25").replace(/\./g, "%2E").replace(/\$/g, "%24").replaceAll("\0", "%00"));
  if (group === "tags") return [`tags.${escaped(plain)}`];
  const parts = plain.split(".");
  // Under the whole name, or in a document.
  return [...new Set([`parameters.${escaped(plain)}`, `parameters.${[escaped(parts[0]), ...parts.slice(1)].join(".")}`])];
}

const fieldPattern = "((?:[\\p{L}_][\\p{L}\\p{N}_/-]*|`(?:[^`]|``)*`)(?:\\.(?:[\\p{L}\\p{N}_/-]+|`(?:[^`]|``)*`))*)";
const valuePattern = new RegExp(
  `(?:^|[\\s(])${fieldPattern}\\s*(?:==?|!=|<>|\\bin\\s*\\((?:[^()'"]|'[^']*'|"[^"]*")*?(?<=[(,])|\\bcontains\\b)\\s*(?:(['"])([^'"]*)|([\\p{L}\\p{N}_.-]*))$`, "iu");

// Which value is being typed at the caret: { field, typed, from, to }, or null where none is.
export function valuePlace(text, caret) {
  // Nothing longer is typed by hand.
  const before = text.slice(Math.max(0, caret - 2_000), caret);
  const match = valuePattern.exec(before);
  if (!match) return null;
  const [, field, quote, inQuotes, bare] = match;
  const typed = inQuotes ?? bare ?? "";
  const from = caret - typed.length - (quote ? 1 : 0);
  const rest = text.slice(caret);
  // Up to the closing quote, where there is one.
  const behind = quote ? new RegExp(`^[^'"]*${quote}`).exec(rest) : /^[\p{L}\p{N}_.-]*/u.exec(rest);
  return { field, typed, from, to: caret + (behind?.[0].length ?? 0) };
}

// What may stand in that place: { from, to, list } of values as they are written; null for none. values: texts and truths,
// the likeliest first.
export function valueOffer({ typed, from, to }, values) {
  const written = values.map((value) => (typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value)));
  const isComplete = values.length === 1 && String(values[0]) === typed;
  return written.length > 0 && !isComplete ? { from, to, list: written.slice(0, mostShown) } : null;
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
