// The list kept true while it stands open: rows that are there change where they are, others come when nobody is in the midst
// of the list.

// content: what is in the page. fresh: the same part of the page as it is now. Returns whether all of it is shown.
export function refresh(content, fresh) {
  const isSameHead = head(content) === head(fresh);
  if (isSameHead) {
    const rows = rowsByRun(content);
    for (const [run, row] of rowsByRun(fresh)) if (rows.has(run)) change(rows.get(run), row);
  }
  if (isSameHead && isSameList(content, fresh)) return true;
  if (!isAtRest(content)) return false;
  content.replaceChildren(...fresh.childNodes);
  return true;
}

// Whether nobody has scrolled, unfolded, or gone into the list with the keys.
function isAtRest(content) {
  const panes = [...content.querySelectorAll(".runs-pane")];
  return panes.every((pane) => pane.scrollTop === 0) && !content.querySelector(".run-group[open]")
    && !content.contains(document.activeElement) && window.scrollY === 0;
}

function head(content) {
  return [...content.querySelectorAll("thead")].map((part) => part.textContent).join();
}

function rowsByRun(content) {
  const boxes = content.querySelectorAll("input[name=run]");
  return new Map([...boxes].map((box) => [box.value, box.closest("tr")]));
}

// Whether the page begins with the same runs in the same order, or has the same groups.
function isSameList(content, fresh) {
  const list = (place) => [...place.querySelectorAll("input[name=run], .run-group > summary")]
    .map((part) => part.value ?? part.textContent);
  const wanted = list(fresh);
  const shown = list(content).slice(0, wanted.length);
  return wanted.every((part, index) => part === shown[index]) && (wanted.length > 0) === (shown.length > 0);
}

// The cells but the first, which has the check.
function change(row, fresh) {
  const cells = [...fresh.cells];
  [...row.cells].forEach((cell, index) => {
    if (index === 0 || !cells[index] || cell.innerHTML === cells[index].innerHTML) return;
    if (!cell.contains(document.activeElement)) cell.replaceWith(cells[index]);
  });
}
