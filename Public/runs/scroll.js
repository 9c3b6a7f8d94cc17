// Rows that come as one scrolls. Some hundreds of them stand in the page, room stands for the others, so that a list of
// 100,000 runs scrolls as one of 100 does.
import { page } from "../pages.js";
import { heightBefore, windowOf } from "./window.js";

// So many blocks are remembered besides those in the page; others are fetched again.
const mostKept = 30;

export class RunScroll {
  // shown: called with rows that have just come into the page.
  constructor(pane, shown) {
    Object.assign(this, { pane, shown });
    this.table = pane.querySelector("table");
    const body = this.table.querySelector("tbody.run-rows");
    this.foot = pane.querySelector(".group-pages");
    const link = this.foot.querySelector(".runs-older");
    if (!body || !link) return;
    this.above = this.spacer();
    this.below = this.spacer();
    body.before(this.above);
    body.after(this.below);
    // The first block stays in memory: no address gives its rows alone.
    this.blocks = [{ address: null, element: body, rows: body.rows.length, height: body.offsetHeight }];
    this.range = { first: 0, last: 0 };
    this.next = link.dataset.more;
    this.firstIndex = this.table.querySelectorAll("tbody.pinned-rows tr").length + 2;
    this.number(0);
    this.foot.classList.add("runs-foot-live");
    pane.addEventListener("scroll", () => this.soon(), { passive: true });
    new ResizeObserver(() => this.soon()).observe(pane);
    this.soon();
  }

  spacer() {
    const body = document.createElement("tbody");
    const cell = body.insertRow().insertCell();
    body.className = "room";
    body.setAttribute("aria-hidden", "true");
    cell.colSpan = this.table.rows[0].cells.length;
    return body;
  }

  // Once in a frame.
  soon() {
    if (this.isDue) return;
    this.isDue = true;
    requestAnimationFrame(() => {
      this.isDue = false;
      this.update();
    });
  }

  update() {
    for (let index = this.range.first; index <= this.range.last; index += 1) {
      const { element } = this.blocks[index];
      if (element?.isConnected) this.blocks[index].height = element.offsetHeight;
    }
    const heights = this.blocks.map(({ height }) => height);
    const { clientHeight } = this.pane;
    const wanted = windowOf(heights, this.pane.scrollTop, clientHeight, Math.max(clientHeight, 700));
    this.place(wanted, heights);
    if (wanted.wantsMore && this.next) this.fetchNext();
  }

  // Puts the wanted blocks between the room above and the room below.
  place({ first, last }, heights) {
    const isSame = first === this.range.first && last === this.range.last;
    this.room(this.above, heightBefore(heights, first));
    this.room(this.below, heightBefore(heights, heights.length) - heightBefore(heights, last + 1));
    if (isSame && this.blocks.slice(first, last + 1).every(({ element }) => element?.isConnected)) return;
    this.range = { first, last };
    const wanted = this.blocks.slice(first, last + 1);
    for (const block of this.blocks) {
      if (!block.element?.isConnected || wanted.includes(block)) continue;
      if (block.element.contains(document.activeElement)) this.pane.focus({ preventScroll: true });
      block.element.remove();
    }
    let before = this.above;
    for (const block of wanted) {
      if (!block.element) this.fetchAgain(block);
      if (before.nextSibling !== block.element) before.after(block.element);
      before = block.element;
    }
    this.shown(this.pane);
    this.forget();
  }

  room(body, height) {
    body.hidden = height === 0;
    body.rows[0].cells[0].style.height = `${height}px`;
  }

  // Blocks far away keep their address and their height only.
  forget() {
    const kept = this.blocks.filter(({ element, address }) => element && address);
    const middle = (this.range.first + this.range.last) / 2;
    const distance = (block) => Math.abs(this.blocks.indexOf(block) - middle);
    kept.sort((a, b) => distance(b) - distance(a));
    for (const block of kept.slice(0, Math.max(0, kept.length - mostKept))) {
      if (!block.element.isConnected) block.element = null;
    }
  }

  async fetchNext() {
    if (this.isFetching) return;
    this.isFetching = true;
    this.foot.setAttribute("aria-busy", "true");
    const address = this.next;
    try {
      const { body, next } = await this.rowsAt(address);
      this.next = next;
      const rowHeight = this.blocks[0].height / Math.max(1, this.blocks[0].rows);
      if (body.rows.length > 0) {
        this.blocks.push({ address, element: body, rows: body.rows.length, height: body.rows.length * rowHeight });
        this.number(this.blocks.length - 1);
      }
      const link = this.foot.querySelector(".runs-older");
      if (next) link.href = next.replace(/[?&]part=rows/, "");
      else link.remove();
      this.isFetching = false;
      this.soon();
    } catch {
      // The link stays, and leads there without scripts.
      this.next = null;
      this.foot.classList.remove("runs-foot-live");
    } finally {
      this.isFetching = false;
      this.foot.removeAttribute("aria-busy");
    }
  }

  // Room of the same height stands where the rows will be again.
  async fetchAgain(block) {
    const element = this.spacer();
    this.room(element, block.height);
    block.element = element;
    try {
      const { body } = await this.rowsAt(block.address);
      if (block.element !== element) return;
      block.element = body;
      this.number(this.blocks.indexOf(block));
      if (element.isConnected) {
        element.replaceWith(body);
        this.shown(this.pane);
      }
    } catch {
      if (block.element === element) block.element = null;
    }
  }

  async rowsAt(address) {
    const fresh = await page(address);
    const body = document.adoptNode(fresh.querySelector("tbody"));
    body.className = "run-rows";
    return { body, next: fresh.querySelector(".runs-older")?.getAttribute("href") ?? null };
  }

  // Which rows of all they are, for those who hear the table.
  number(index) {
    const before = this.blocks.slice(0, index).reduce((sum, { rows }) => sum + rows, 0);
    [...this.blocks[index].element.rows].forEach((row, at) => {
      row.setAttribute("aria-rowindex", String(this.firstIndex + before + at));
    });
  }
}
