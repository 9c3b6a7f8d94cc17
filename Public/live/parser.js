// Server-sent events out of text as it arrives, in parts that end anywhere.

// More than this of one event is no event of ours.
const longestEvent = 16 * 1024 * 1024;

export class EventParser {
  constructor() {
    this.rest = "";
    this.begin();
  }

  begin() {
    this.kind = "message";
    this.id = null;
    this.data = [];
  }

  // The events that are complete with this part: [{ kind, id, data }]; data is JSON. What is no JSON is an Error.
  add(text) {
    this.rest += text;
    const lines = this.rest.split("\n");
    this.rest = lines.pop();
    if (this.rest.length > longestEvent) throw new Error("The server's answer is no stream of events.");
    const events = [];
    for (const ended of lines) {
      const line = ended.endsWith("\r") ? ended.slice(0, -1) : ended;
      if (line !== "") {
        this.take(line);
        continue;
      }
      if (this.data.length > 0) events.push({ kind: this.kind, id: this.id, data: JSON.parse(this.data.join("\n")) });
      this.begin();
    }
    return events;
  }

  take(line) {
    const colon = line.indexOf(":");
    // A comment: the server is there.
    if (colon === 0) return;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "event") this.kind = value;
    if (name === "id") this.id = value;
    if (name === "data") this.data.push(value);
  }
}
