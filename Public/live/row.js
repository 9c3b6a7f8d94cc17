// A line of a log as a row of the page.
import { makeElement } from "../plot/elements.js";
import { loggedParts } from "./terminal.js";
import { momentOf } from "./words.js";

export function rowOf({ position, time, level, text }) {
  const moment = new Date(momentOf(time));
  const isKnown = !Number.isNaN(moment.getTime());
  const stamp = makeElement("a", {
    className: "log-time", href: `#line-${position}`, title: isKnown ? moment.toISOString() : "",
  }, [
    isKnown ? moment.toISOString().slice(11, 23) : "",
  ]);
  const row = makeElement("div", { className: "log-line" }, [
    stamp, makeElement("span", { className: "log-level" }, [level]),
    makeElement("span", { className: "log-text", dir: "auto" }, loggedParts(text).map((part) => {
      return part.look === "" ? part.text : makeElement("span", { className: part.look }, [part.text]);
    })),
  ]);
  row.id = `line-${position}`;
  row.dataset.position = position;
  row.dataset.level = level;
  return row;
}
