// Text into the clipboard. It is only there on HTTPS and on this machine; the older way works elsewhere.
// place: where the text lies meanwhile; within a box that is modal nothing outside of it can be selected.
export async function copied(text, place = document.body) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "unseen";
    place.append(field);
    field.select();
    const isDone = document.execCommand("copy");
    field.remove();
    return isDone;
  }
}
