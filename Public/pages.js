// Pages of this server as documents, to take parts of.

export async function page(address) {
  const answer = await fetch(address, { headers: { accept: "text/html" } }).catch(() => {
    throw new Error("The server cannot be reached.");
  });
  const text = await answer.text();
  const fresh = new DOMParser().parseFromString(text, "text/html");
  if (!answer.ok) throw new Error(fresh.querySelector(".empty p, .problem")?.textContent ?? "The server failed.");
  return fresh;
}
