// Names of fields, and the values that they have, offered below the search box while one types: up and down choose, Enter or Tab take, Escape closes.
import { makeElement } from "../plot/elements.js";
import { completed, completions, fieldNames, storedNames, valueOffer, valuePlace } from "./fields.js";

export function startCompletion(box) {
  let names = null;
  let offer = null;
  let chosen = -1;
  // What is typed now: an answer to what was typed before comes too late.
  let turn = 0;
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
    const place = valuePlace(box.value, box.selectionStart);
    turn += 1;
    if (place) showValues(place, turn);
    else present(names && completions(box.value, box.selectionStart, names));
  }

  // Values are asked for when one types nothing more for a moment.
  function showValues(place, asked) {
    setTimeout(async () => {
      if (asked !== turn) return;
      const values = await valuesOf(place.field, place.typed);
      if (asked === turn && document.activeElement === box) present(valueOffer(place, values));
    }, 120);
  }

  function present(next) {
    offer = next;
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
    turn += 1;
    list.hidden = true;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }
}

const known = new Map();

// Values of a field that have a text in them; none when the server does not say.
async function valuesOf(field, text) {
  const key = JSON.stringify([field, text]);
  if (!known.has(key)) {
    if (known.size > 200) known.clear();
    known.set(key, askFor(field, text));
  }
  return known.get(key);
}

async function askFor(field, text) {
  const answers = await Promise.all(storedNames(field).map(async (name) => {
    try {
      const answer = await fetch(`/api/v1/fields/values?${new URLSearchParams({ in: "runs", field: name, with: text })}`);
      return answer.ok ? (await answer.json()).values : [];
    } catch {
      return [];
    }
  }));
  const values = answers.flat().sort((a, b) => b.records - a.records).map(({ value }) => value);
  return [...new Set(values)].filter((value) => typeof value === "string" || typeof value === "boolean");
}
