// The command of a run's page: what is changed in its parts changes the line, which can be copied.
import { copied } from "../copying.js";
import { commandLine } from "./command-line.js";

export function startCommand() {
  const part = (name) => document.querySelector(`#command [data-command="${name}"]`);
  const line = part("line");
  if (!line) return;
  const form = part("form");
  form?.addEventListener("submit", (event) => event.preventDefault());
  form?.addEventListener("input", () => {
    line.textContent = commandLine(form.dataset.program, [...form.elements].map((control) => {
      const flag = control.dataset.flag ?? null;
      if (control.type === "checkbox") return { flag, isSet: control.checked, times: Number(control.dataset.times ?? 1) };
      const is = (name) => control.hasAttribute(`data-${name}`);
      return { flag, value: control.value, isSeveral: is("several"), repeats: is("repeats"), isEmptyWord: is("empty") };
    }), form.dataset.rest ?? "");
  });
  const copy = part("copy");
  copy.addEventListener("click", async () => {
    copy.textContent = (await copied(line.textContent)) ? "Copied" : "Not copied: select it";
    setTimeout(() => { copy.textContent = "Copy"; }, 2_000);
  });
}
