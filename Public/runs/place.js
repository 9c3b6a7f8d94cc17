// Where a list was scrolled to, for the way back to it and for a reload: the blocks that were known, by their addresses.

const key = "runs-place";

// blocks: [{ address, rows, height }]; next: where the list goes on, or null; top: in pixels.
export function rememberPlace(address, { blocks, next, top }) {
  const known = blocks.map(({ address: own, rows, height }) => ({ address: own, rows, height }));
  try {
    sessionStorage.setItem(key, JSON.stringify({ address, blocks: known, next, top }));
  } catch {
    // Without storage, or room in it, the list begins at its top.
  }
}

// What was remembered of this address, when the page is come back to; null otherwise, and for anything that is not whole.
export function rememberedPlace(address, navigation = performance.getEntriesByType("navigation")[0]?.type) {
  if (navigation !== "back_forward" && navigation !== "reload") return null;
  try {
    const place = JSON.parse(sessionStorage.getItem(key));
    if (place.address !== address || !place.blocks.every(isBlock) || place.blocks[0].address !== null) return null;
    if (!(place.next === null || isOwn(place.next)) || !Number.isFinite(place.top)) return null;
    return place;
  } catch {
    return null;
  }
}

function isBlock({ address, rows, height }, index) {
  return (index === 0 || isOwn(address)) && rows > 0 && height > 0;
}

function isOwn(address) {
  return typeof address === "string" && /^\/(runs|files)\?/.test(address);
}
