// What a form changes of a run, as the API takes it. No document.

// A tag's name as a field's name, and back: dots would part it.
export function escapedName(name) {
  return name === "" ? "%" : name.replace(/[%.$\0]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
}

export function unescapedName(field) {
  return field === "%" ? "" : field.replace(/%(25|2E|24|00)/g, (_, digits) => String.fromCharCode(parseInt(digits, 16)));
}

// What a control stands for: what is stored as long as nobody changed what the control made of it (controls of one line drop
// line ends), else what was written, without spaces around a name.
export function written(control, { isName = false } = {}) {
  const { stored, shown, value } = control;
  if (value === shown) return stored;
  return isName ? value.trim() : value;
}

// run: as the API tells it. form: { name, notes, tags: [[name, value]] }. Gives { set, remove, expected }, or null when nothing
// differs: what it replaces is expected to be there still. Throws a sentence when the form cannot be stored.
export function changesOf(run, form) {
  const set = {};
  const remove = [];
  if (form.name !== (run.name ?? "")) set.name = form.name;
  if (form.notes !== (run.notes ?? "").replaceAll("\r\n", "\n")) set.notes = form.notes;
  const old = run.tags ?? {};
  const wanted = new Map();
  for (const [name, value] of form.tags) {
    if (name === "" && value === "") continue;
    if (name === "" && !("%" in old)) throw new Error("A tag needs a name.");
    const field = escapedName(name);
    if (wanted.has(field)) throw new Error(`Two tags are called ${name}. Change one, or remove it.`);
    wanted.set(field, value);
  }
  for (const [field, value] of wanted) if (old[field] !== value) set[`tags.${field}`] = value;
  for (const field of Object.keys(old)) if (!wanted.has(field)) remove.push(`tags.${field}`);
  const paths = [...Object.keys(set), ...remove];
  if (paths.length === 0) return null;
  const before = (path) => (path.startsWith("tags.") ? old[path.slice(5)] : run[path]) ?? null;
  return { set, remove, expected: Object.fromEntries(paths.map((path) => [path, before(path)])) };
}
