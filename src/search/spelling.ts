import { numeralKey, titleKey } from './analyse.ts';

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

/**
 * The title that was meant by misspelt words, out of one that was found for them: with its number of a part only where
 * that was typed too, which is `西游记` of `西游记 下` for 西游纪. Null where it is what was typed.
 */
export function titleMeant(typed: string, title: string): string | null {
  const words = title.split(' ');
  const wanted = numeralKey(typed);
  const forms = words.map((_, at) => words.slice(0, at + 1).join(' '));
  const far = (form: string): number => editsOf(wanted, numeralKey(form), FURTHEST);
  const [meant = title] = forms.sort((a, b) => far(a) - far(b) || b.length - a.length);
  return titleKey(meant) === titleKey(typed) ? null : meant;
}

/** Changes beyond which it does not matter how many they are. */
const FURTHEST = 10;

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
