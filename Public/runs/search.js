// The search box of the list of runs: a condition that cannot be read leaves the list as it is and says where the fault is.

export function startSearch(form) {
  const place = document.getElementById("search-fault");
  const box = form?.elements.filter;
  if (!place || !box) return;
  let turn = 0;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const asked = ++turn;
    const fault = await faultOf(form);
    // Something else was asked for meanwhile.
    if (asked !== turn) return;
    if (fault) show(fault);
    else form.submit();
  });
  box.addEventListener("input", () => {
    turn += 1;
    if (place.childElementCount > 0) clear();
  });

  function show(fault) {
    place.replaceChildren(...fault.childNodes);
    box.setAttribute("aria-invalid", "true");
    box.setAttribute("aria-describedby", "problem");
    box.focus();
  }

  function clear() {
    place.replaceChildren();
    box.removeAttribute("aria-invalid");
    box.removeAttribute("aria-describedby");
  }
}

// What the server says of the condition, as a part of its page; null when it can be read, or nobody knows.
async function faultOf(form) {
  const address = new URL(form.action);
  const fields = [...new FormData(form)].filter(([, value]) => value !== "");
  address.search = String(new URLSearchParams([...fields, ["part", "check"]]));
  try {
    const answer = await fetch(address, { headers: { accept: "text/html" } });
    if (answer.status !== 200) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("search-fault");
  } catch {
    return null;
  }
}
