// What cells of tables are as text: conditions on them, and comma-separated values. No document.

// A condition that a field has the value of a cell, or with `isNot` that it has another one; null when there is none.
// cell: { text, full, isNumber }: what is shown, and all of it.
export function conditionOf(field, { text, full, isNumber }, isNot = false) {
  if (!field) return null;
  if (full === "") return `${field} ${isNot ? "!=" : "="} null`;
  const operator = isNot ? "!=" : "=";
  if (isNumber) return /^-?\d/.test(full) ? `${field} ${operator} ${full}` : null;
  // Truths are shown as words.
  if ((text === "yes" && full === "true") || (text === "no" && full === "false")) return `${field} ${operator} ${full}`;
  if (/^[\d,]+ values?$/.test(text) && full !== text) return conditionOnList(field, full, isNot);
  // What is cut, or shown otherwise than it is, is not the value.
  if (full.length > 300 || /…$|⟨U\+|[\n\r]/.test(full)) return null;
  return `${field} ${operator} '${full.replaceAll("'", "''")}'`;
}

// A list has to have each of its values; an empty one has none to ask for. full: the list as JSON.
function conditionOnList(field, full, isNot) {
  let values;
  try {
    values = JSON.parse(full);
  } catch {
    // What is cut is no JSON.
    return null;
  }
  if (!Array.isArray(values) || values.length === 0 || values.length > 20) return null;
  const written = [...new Set(values.map(literal))];
  if (written.includes(null)) return null;
  const all = written.map((value) => `${field} = ${value}`).join(" and ");
  if (!isNot) return written.length > 1 ? `(${all})` : all;
  return `not (${all})`;
}

// A value as the expression language writes it; null for what it has no words for.
function literal(value) {
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : null;
  if (typeof value !== "string" || value.length > 300 || /⟨U\+/.test(value)) return null;
  return `'${value.replaceAll("'", "''")}'`;
}

// Both conditions.
export function both(condition, other) {
  const old = condition.trim();
  if (old === "" || old === other) return other;
  return /\bor\b/i.test(old) ? `(${old}) and ${other}` : `${old} and ${other}`;
}

// Rows of texts as comma-separated values.
export function csvText(rows) {
  return rows.map((row) => `${row.map(quoted).join(",")}\r\n`).join("");
}

// A text that a spreadsheet would take for a formula begins with an apostrophe; a number is none.
function quoted(text) {
  const isNumber = /^[+-]?(\d|\.\d)[\d.]*(e[+-]?\d+)?$/i.test(text);
  const safe = !isNumber && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe;
}
