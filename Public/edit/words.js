// What the pages say of what was deleted, and what of it is believed after it was stored. No document.

// So long is there a way back at the foot of the page, in milliseconds; the trash keeps it for days.
export const undoTime = 120_000;
const paths = /^\/api\/v1\/(runs|artifacts|files)\/[^/?#]+$/;

// What was stored, as far as it is what this page stores and not too old; null otherwise.
export function readDeleted(text, now) {
  try {
    const { items, kind, time } = JSON.parse(text);
    const isGood = Array.isArray(items) && items.length > 0 && typeof kind === "string"
      && items.every(({ path, name }) => paths.test(path) && typeof name === "string");
    return isGood && now - time >= 0 && now - time < undoTime ? { items, kind } : null;
  } catch {
    return null;
  }
}

export function deletedWords({ items, kind }) {
  if (items.length > 1) return `${items.length.toLocaleString("en")} ${kind}s are deleted.`;
  const { name } = items[0];
  const points = Array.from(name);
  return `${points.length > 60 ? `${points.slice(0, 60).join("")}…` : name} is deleted.`;
}
