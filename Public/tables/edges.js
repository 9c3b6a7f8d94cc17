// Tables that are wider than their place show it at their edges.

export function startEdges() {
  const watched = new WeakSet();
  const sizes = new ResizeObserver((entries) => { for (const { target } of entries) show(target.matches("table") ? target.parentElement : target); });
  const watch = () => {
    for (const pane of document.querySelectorAll(".wide > :first-child")) {
      if (watched.has(pane)) continue;
      watched.add(pane);
      pane.addEventListener("scroll", () => show(pane), { passive: true });
      sizes.observe(pane);
      const table = pane.querySelector("table");
      if (table) sizes.observe(table);
      show(pane);
    }
  };
  watch();
  const content = document.getElementById("content");
  if (content) new MutationObserver(watch).observe(content, { childList: true, subtree: true });
}

function show(pane) {
  const wide = pane.parentElement;
  if (!wide?.matches(".wide")) return;
  const rest = pane.scrollWidth - pane.clientWidth - pane.scrollLeft;
  wide.toggleAttribute("data-right", rest > 1);
  wide.toggleAttribute("data-left", pane.scrollLeft > 1);
  // The bar at the side is not covered.
  wide.style.setProperty("--bar", `${pane.offsetWidth - pane.clientWidth}px`);
}
