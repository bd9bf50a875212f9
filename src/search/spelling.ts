/**
 * How many single changes (put in, leave out, replace, swap neighbours) lead from one word to the other; `most + 1`
 * where it is more than `most`. Optimal string alignment.
 */
export function editsOf(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? most + 1;
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/** Every word of letters that is one change of {@link editsOf} away: some fifty for each letter of the word. */
export function oneEditFrom(word: string): readonly string[] {
  const found = new Set<string>();
  for (let at = 0; at <= word.length; at++) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    const rest = tail.slice(1);
    for (const letter of LETTERS) {
      found.add(head + letter + tail);
      if (tail !== '') found.add(head + letter + rest);
    }
    if (tail !== '') found.add(head + rest);
    if (rest !== '') found.add(head + rest.charAt(0) + tail.charAt(0) + rest.slice(1));
  }
  found.delete(word);
  return [...found];
}
