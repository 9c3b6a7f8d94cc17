// Names of fields offered below the search box while one types: up and down choose, Enter or Tab take, Escape closes.
import { makeElement } from "../plot/elements.js";
import { completed, completions, fieldNames } from "./fields.js";

export function startCompletion(box) {
  let names = null;
  let offer = null;
  let chosen = -1;
  const list = makeElement("ul", { className: "offers", id: "offers", role: "listbox", hidden: true, "aria-label": "Fields" });
  const around = makeElement("div", { className: "offers-around" });
  box.before(around);
  around.append(box, list);
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", "offers"], ["aria-autocomplete", "list"]]) {
    box.setAttribute(name, value);
  }

  box.addEventListener("focus", load, { once: true });
  box.addEventListener("input", show);
  box.addEventListener("click", close);
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const count = offer.list.length;
      choose((chosen + (event.key === "ArrowDown" ? 1 : count)) % count);
    } else if ((event.key === "Enter" && chosen >= 0) || (event.key === "Tab" && !event.shiftKey)) {
      take(Math.max(chosen, 0));
    } else if (event.key === "Escape") {
      close();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
  // Before the box loses the focus.
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const option = event.target.closest("li");
    if (option) take([...list.children].indexOf(option));
  });
  if (document.activeElement === box) load();

  async function load() {
    try {
      const answer = await fetch("/api/v1/fields?in=runs");
      names = answer.ok ? fieldNames((await answer.json()).fields) : [];
    } catch {
      // Without names one types them.
      names = [];
    }
    if (document.activeElement === box && box.value !== box.defaultValue) show();
  }

  function show() {
    offer = names && completions(box.value, box.selectionStart, names);
    if (!offer) {
      close();
      return;
    }
    list.replaceChildren(...offer.list.map((name, index) => makeElement("li", { role: "option", id: `offer-${index}` }, [
      makeElement("bdi", {}, [name]),
    ])));
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    choose(-1);
  }

  function choose(index) {
    chosen = index;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    if (index < 0) {
      box.removeAttribute("aria-activedescendant");
      return;
    }
    box.setAttribute("aria-activedescendant", `offer-${index}`);
    list.children[index].scrollIntoView({ block: "nearest" });
  }

  function take(index) {
    const { text, caret } = completed(box.value, offer, offer.list[index]);
    box.value = text;
    box.setSelectionRange(caret, caret);
    close();
  }

  function close() {
    list.hidden = true;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }
}
