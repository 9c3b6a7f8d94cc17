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
  // What is cut, or shown otherwise than it is, is not the value.
  if (full.length > 300 || /…$|⟨U\+|[\n\r]/.test(full)) return null;
  return `${field} ${operator} '${full.replaceAll("'", "''")}'`;
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
