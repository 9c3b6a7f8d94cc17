// Charts outside the list of artifacts: drawn again by the server when the reader chooses other colours.
import { page } from "./pages.js";

export function startCharts() {
  const grid = document.querySelector(".charts-grid");
  // The list of artifacts has its own way, because what is checked there changes.
  if (!grid || document.getElementById("view")) return;
  document.addEventListener("themechange", async () => {
    // Plots that scripts draw follow the colours by themselves.
    if ("plots" in grid.dataset) return;
    try {
      const fresh = (await page(location.href)).querySelector(".charts-grid");
      grid.replaceChildren(...(fresh?.childNodes ?? []));
    } catch {
      // The charts stay as they are: they are right, in the other colours.
    }
  });
}
