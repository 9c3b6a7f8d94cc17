// A command as the shell reads it. No document.

export function quoted(word) {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

// The words of a text, as the shell finds them: spaces divide, quotes and backslashes keep together. A quote without an end ends
// with the text.
export function wordsOf(text) {
  const words = [];
  let word = null;
  let quote = "";
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index];
    const isEscape = letter === "\\" && quote !== "'" && index + 1 < text.length;
    if (isEscape) {
      index += 1;
      word = (word ?? "") + text[index];
    } else if (quote !== "") {
      if (letter === quote) quote = "";
      else word += letter;
    } else if (letter === "'" || letter === '"') {
      quote = letter;
      word ??= "";
    } else if (/\s/.test(letter)) {
      if (word !== null) words.push(word);
      word = null;
    } else {
      word = (word ?? "") + letter;
    }
  }
  if (word !== null) words.push(word);
  return words;
}

// program: as the shell reads it. parts: { flag, isSet, times } for what has no value, else { flag, value, isSeveral, repeats }; flag is
// null for what is given by its place, and repeats says that it stands before each of several values. isEmptyWord: it was given an empty
// word, which stays one while the value is empty. rest: words that come behind, as the shell reads them.
export function commandLine(program, parts, rest = "") {
  // Without an empty word for one that is left out, what is given behind it would move to its place.
  const lastPlace = parts.map(({ flag, value, isEmptyWord }) => !flag && Boolean(value || isEmptyWord)).lastIndexOf(true);
  const words = parts.flatMap(({ flag, isSet, times = 1, value, isSeveral, repeats, isEmptyWord }, index) => {
    if (value === undefined) return isSet ? Array(times).fill(flag) : [];
    const isLeftOut = value === "" && (flag ? !isEmptyWord : index > lastPlace);
    const values = isSeveral ? wordsOf(value).map(quoted) : isLeftOut ? [] : [quoted(value)];
    if (values.length === 0 || !flag) return values;
    return repeats ? values.flatMap((one) => [flag, one]) : [flag, ...values];
  });
  return [program, ...words, rest].filter((word) => word !== "").join(" ");
}
