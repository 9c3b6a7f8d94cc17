// What is said of the runs that are checked. No document.

// most: how many of them each button takes.
export function checkedWords(count, { compared, pin, hide, csv }) {
  if (count === 0) return "Check runs to";
  const limits = [
    count > compared && `the first ${compared} are compared`,
    count > pin && `at most ${pin} are pinned`,
    count > hide && `${hide} hidden`,
    count > csv && `${csv} in a CSV file`,
  ].filter(Boolean);
  const text = `${count.toLocaleString("en")} checked`;
  return limits.length === 0 ? text : `${text}; ${limits.join(", ")}`;
}
