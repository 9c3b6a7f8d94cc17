// Marks a text wherever it stands in a list, without a change of the list: browsers that know no such marks show none.

const name = "log-find";

export class Marks {
  constructor(list) {
    this.list = list;
    this.isKnown = Boolean(globalThis.Highlight && CSS.highlights);
  }

  // Once in a frame, for the text that was last told.
  show(text) {
    this.text = text.toLowerCase();
    if (!this.isKnown || this.isDue || (this.text === "" && !CSS.highlights.has(name))) return;
    this.isDue = true;
    requestAnimationFrame(() => {
      this.isDue = false;
      CSS.highlights.delete(name);
      if (this.text !== "") CSS.highlights.set(name, new Highlight(...this.ranges()));
    });
  }

  ranges() {
    return [...this.list.querySelectorAll(".log-text")].flatMap((element) => rangesIn(element, this.text));
  }
}

// A text may begin in one colour and end in another.
function rangesIn(element, text) {
  const nodes = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let length = 0;
  while (walker.nextNode()) {
    nodes.push({ node: walker.currentNode, from: length });
    length += walker.currentNode.data.length;
  }
  const content = element.textContent.toLowerCase();
  // Letters that become others of another length have no places here.
  if (content.length !== length) return [];
  const place = (at) => {
    const { node, from } = nodes.findLast((entry) => entry.from <= at);
    return [node, at - from];
  };
  const ranges = [];
  for (let at = content.indexOf(text); at >= 0; at = content.indexOf(text, at + text.length)) {
    const range = new Range();
    range.setStart(...place(at));
    range.setEnd(...place(at + text.length));
    ranges.push(range);
  }
  return ranges;
}
