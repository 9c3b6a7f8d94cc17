// Views of the list of runs that the reader keeps under a name, in this browser.
import { makeElement } from "../plot/elements.js";
import { readViews, withView, withoutView } from "./views.js";

const key = "runs-views";

export function startSaved() {
  const menu = document.getElementById("saved");
  if (!menu) return;
  const list = menu.querySelector(".saved-list");
  const form = menu.querySelector("form");
  const problem = menu.querySelector('[role="status"]');
  let views = readViews(stored());

  function show() {
    list.replaceChildren(...views.map(({ name, search }) => {
      const link = makeElement("a", { href: `/runs${search}`, title: decodeURIComponent(search.slice(1)) }, [makeElement("bdi", {}, [name])]);
      const remove = makeElement("button", { type: "button", className: "plain", "aria-label": `Forget ${name}`, title: "Forget" }, ["×"]);
      remove.addEventListener("click", () => keep(withoutView(views, name)));
      return makeElement("li", {}, [link, remove]);
    }));
    if (views.length === 0) list.replaceChildren(makeElement("li", { className: "muted" }, ["No view is saved in this browser."]));
  }

  function keep(changed) {
    views = changed;
    try {
      localStorage.setItem(key, JSON.stringify(views));
      problem.textContent = "";
    } catch {
      problem.textContent = "The browser keeps nothing for this page; the view is gone with it.";
    }
    show();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = form.elements.name.value.trim();
    if (name === "") return;
    keep(withView(views, name, location.search));
    form.reset();
  });
  menu.addEventListener("toggle", () => {
    if (!menu.open) return;
    views = readViews(stored());
    show();
    form.elements.name.focus();
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("pointerdown", (event) => { if (menu.open && !menu.contains(event.target)) menu.open = false; });
}

function stored() {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
