// The trash: what is restored goes out of the list and says where it is.
import { makeElement } from "../plot/elements.js";
import { send } from "./send.js";

export function startTrash() {
  const table = document.getElementById("trash");
  const problem = document.getElementById("trash-problem");
  table?.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-restore]");
    if (!button) return;
    button.disabled = true;
    problem.hidden = true;
    try {
      await send("POST", button.dataset.restore);
      const said = makeElement("span", { role: "status", tabIndex: -1 }, ["restored"]);
      const { page } = button.dataset;
      button.replaceWith(page ? makeElement("a", { href: page }, [said]) : said);
      said.closest("tr").classList.add("restored");
      (said.closest("a") ?? said).focus();
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
      button.disabled = false;
    }
  });
}
