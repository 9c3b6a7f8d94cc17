// A list of saved views: { name, search }, the newest first. No document.

export const mostViews = 50;
const longestName = 80;
const longestSearch = 8_000;

// What was stored, as far as it is a list of views.
export function readViews(text) {
  try {
    const list = JSON.parse(text ?? "[]");
    return Array.isArray(list) ? list.filter(isView).slice(0, mostViews) : [];
  } catch {
    return [];
  }
}

// A view of the same name is replaced. Where the page began is no part of a view.
export function withView(views, name, search) {
  const fields = new URLSearchParams(search);
  fields.delete("cursor");
  const text = fields.toString();
  const view = { name: name.slice(0, longestName), search: text === "" ? "" : `?${text}` };
  return [view, ...withoutView(views, view.name)].slice(0, mostViews);
}

export function withoutView(views, name) {
  return views.filter((view) => view.name !== name);
}

function isView(view) {
  return typeof view?.name === "string" && view.name !== "" && typeof view.search === "string"
    && (view.search === "" || view.search.startsWith("?")) && view.search.length <= longestSearch && isDecodable(view.search);
}

function isDecodable(text) {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
