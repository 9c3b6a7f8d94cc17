// Long lists of parameters and tags: only those whose name or value has what is typed.

// Fewer than these are seen at a glance.
const fewest = 9;

export function startFactsFilter() {
  const field = document.getElementById("facts-filter");
  const facts = document.getElementById("facts");
  if (!field || !facts) return;
  const entries = () => facts.querySelectorAll("[data-filtered] dl > div");
  field.hidden = entries().length < fewest;
  const filter = () => {
    const wanted = field.value.trim().toLowerCase();
    for (const entry of entries()) entry.hidden = !matches(entry, wanted);
  };
  field.addEventListener("input", filter);
  // The page may get fresh ones.
  new MutationObserver(filter).observe(facts, { childList: true });
}

function matches(entry, wanted) {
  if (wanted === "") return true;
  const value = entry.querySelector("dd");
  return `${entry.textContent} ${value?.title ?? ""}`.toLowerCase().includes(wanted);
}
