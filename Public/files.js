// The list of files: rows come as one scrolls, and empty fields of the search stay out of the address.
import { RunScroll } from "./runs/scroll.js";

export function startFiles() {
  document.getElementById("files-search")?.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
  });
  const pane = document.getElementById("files-pane");
  if (pane) new RunScroll(pane, () => {}, { isWhole: true });
}
