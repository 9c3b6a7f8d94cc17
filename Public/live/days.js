// Which day the lines of a log are of: the first one of each says it, as the server does for those it sends with the page.

export function startDays(list) {
  mark(list.children);
  new MutationObserver((changes) => {
    const rows = new Set();
    for (const { addedNodes, nextSibling } of changes) {
      for (const row of addedNodes) if (row.isConnected) rows.add(row);
      // What came, or went, in front of it may have been of another day.
      if (nextSibling?.isConnected) rows.add(nextSibling);
    }
    mark(rows);
  }).observe(list, { childList: true });
}

function mark(rows) {
  for (const row of rows) {
    const day = dayOf(row);
    if (day !== "" && day !== dayBefore(row)) row.dataset.day = `${day} UTC`;
    else delete row.dataset.day;
  }
}

// A line whose time is unknown is of the day of those before it.
function dayBefore(row) {
  for (let other = row.previousElementSibling; other; other = other.previousElementSibling) {
    const day = dayOf(other);
    if (day !== "") return day;
  }
  return "";
}

function dayOf(row) {
  return row.querySelector(".log-time").title.slice(0, 10);
}
