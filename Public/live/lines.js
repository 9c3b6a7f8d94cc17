// The lines of a log that a page holds: the newest ones, no more than so many, in order and each once.

// So many lines stand in the page.
export const mostLines = 3_000;
// So many wait while the reader looks at older ones.
export const mostWaiting = 1_000;

// Whether a position (SEQUENCE.INDEX) lies behind another; null is before all.
export function isBehind(position, other) {
  if (other === null) return true;
  const [sequence, index] = numbers(position);
  const [otherSequence, otherIndex] = numbers(other);
  return sequence === otherSequence ? index > otherIndex : sequence > otherSequence;
}

// Sequence numbers go beyond what a number of JavaScript holds.
function numbers(position) {
  const [sequence, index] = position.split(".");
  return [BigInt(sequence), BigInt(index)];
}

export class HeldLines {
  constructor() {
    this.first = null;
    this.last = null;
    this.count = 0;
    this.waiting = [];
    // Lines that came and are neither shown nor waiting.
    this.missed = 0;
    this.isFollowing = true;
    // Further lines than these are not at the end of what is shown.
    this.isCut = false;
  }

  // How many lines the reader has not seen.
  get unseen() {
    return this.waiting.length + this.missed;
  }

  // New lines in order. Gives those to show at the end and how many to take away at the beginning.
  add(lines) {
    const end = this.waiting.length > 0 ? this.waiting[this.waiting.length - 1].position : this.newest ?? this.last;
    const fresh = lines.filter(({ position }) => isBehind(position, end));
    if (fresh.length === 0) return { shown: [], removed: 0 };
    this.newest = fresh[fresh.length - 1].position;
    if (!this.isFollowing || this.isCut) {
      const room = Math.max(0, mostWaiting - this.waiting.length);
      if (this.missed === 0) this.waiting.push(...fresh.slice(0, room));
      this.missed += this.missed === 0 ? Math.max(0, fresh.length - room) : fresh.length;
      return { shown: [], removed: 0 };
    }
    return this.show(fresh);
  }

  show(fresh) {
    const shown = fresh.slice(-mostLines);
    const removed = Math.min(this.count, Math.max(0, this.count + shown.length - mostLines));
    this.count += shown.length - removed;
    this.last = shown[shown.length - 1].position;
    this.first = removed > 0 || this.first === null ? null : this.first;
    return { shown, removed };
  }

  // The reader goes on at the end. Gives what to show, or null when the end has to be asked for.
  follow() {
    this.isFollowing = true;
    if (this.missed > 0 || this.isCut) return null;
    const waiting = this.waiting;
    this.waiting = [];
    return waiting.length > 0 ? this.show(waiting) : { shown: [], removed: 0 };
  }

  // The end was asked for and is shown in the place of all.
  replace(lines) {
    this.waiting = [];
    this.missed = 0;
    this.isCut = false;
    this.count = lines.length;
    this.last = lines.length > 0 ? lines[lines.length - 1].position : null;
    this.newest = this.last;
  }

  // Older lines in front. Gives how many to take away at the end.
  prepend(count) {
    const removed = Math.max(0, this.count + count - mostLines);
    this.count += count - removed;
    if (removed > 0) this.isCut = true;
    return removed;
  }

  // What follows on a part that does not reach the end. Gives how many to take away at the beginning.
  extend(lines, isCut) {
    const removed = Math.max(0, this.count + lines.length - mostLines);
    this.count += lines.length - removed;
    if (lines.length > 0) this.last = lines[lines.length - 1].position;
    this.isCut = isCut;
    return removed;
  }
}
