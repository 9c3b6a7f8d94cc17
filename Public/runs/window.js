// Which blocks of a long list stand in the page: those in view and some around them. No document.

// At most so many blocks stand in the page at a time.
export const mostBlocks = 6;

// heights: of the known blocks, in pixels. top, height: what is in view. margin: how far around it blocks are wanted.
// Gives { first, last, wantsMore }: the blocks from first to last stand in the page; wantsMore tells that the list's known
// end comes near. Of more blocks than may stand there, those nearest to the middle of the view stay.
export function windowOf(heights, top, height, margin) {
  let [first, last] = [-1, -1];
  let y = 0;
  heights.forEach((own, index) => {
    if (y + own > top - margin && first < 0) first = index;
    if (y < top + height + margin) last = index;
    y += own;
  });
  if (heights.length === 0) return { first: 0, last: -1, wantsMore: true };
  if (first < 0) first = heights.length - 1;
  if (last < first) last = first;
  const middle = blockAt(heights, top + height / 2);
  while (last - first + 1 > mostBlocks) {
    if (middle - first > last - middle) first += 1;
    else last -= 1;
  }
  return { first, last, wantsMore: y < top + height + margin };
}

// The block at a place; the last one below all of them.
export function blockAt(heights, y) {
  let bottom = 0;
  const index = heights.findIndex((own) => {
    bottom += own;
    return y < bottom;
  });
  return index < 0 ? heights.length - 1 : index;
}

// How high the blocks before an index are together.
export function heightBefore(heights, index) {
  return heights.slice(0, index).reduce((sum, own) => sum + own, 0);
}
