// A command as the shell reads it. No document.

export function quoted(word) {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

// program: as the shell reads it. parts: { flag, isSet } for what has no value, else { flag, value, isSeveral }; flag is null for
// what is given by its place.
export function commandLine(program, parts) {
  const words = parts.flatMap(({ flag, isSet, value, isSeveral }) => {
    if (value === undefined) return isSet ? [flag] : [];
    const values = isSeveral ? value.split(/\s+/).filter((word) => word !== "") : value === "" ? [] : [value];
    return values.length === 0 ? [] : [...(flag ? [flag] : []), ...values.map(quoted)];
  });
  return [program, ...words].join(" ");
}
