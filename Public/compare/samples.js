// Texts and matrices of compared runs: another step comes in the place of the one that is shown.
import { page } from "../pages.js";

export function startSamples() {
  const begin = () => {
    const form = document.getElementById("samples-step");
    form?.elements.step.addEventListener("change", () => show(form.elements.step.value, null));
    for (const link of form?.querySelectorAll("a") ?? []) {
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        show(new URL(link.href).searchParams.get("step"), link);
      });
    }
  };

  async function show(step, link) {
    const section = document.getElementById("samples");
    // What else of the view is in the address stays. Commas stay as people write them.
    const address = new URL(location);
    address.searchParams.set("step", step);
    address.search = address.search.replaceAll("%2C", ",");
    address.hash = "";
    section.setAttribute("aria-busy", "true");
    try {
      const fresh = (await page(address)).getElementById("samples");
      section.replaceChildren(...fresh.childNodes);
      history.replaceState(null, "", address);
      begin();
      const again = link && section.querySelector(`a[rel="${link.rel}"]`);
      (again ?? section.querySelector("select"))?.focus();
    } catch {
      location.assign(address);
    } finally {
      section.removeAttribute("aria-busy");
    }
  }

  begin();
}
