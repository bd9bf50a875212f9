import { pinyin, polyphonic } from 'pinyin-pro';
import { fold, hasHan } from '../base/fold.ts';
import { titleKey } from './analyse.ts';

/** How a text is typed by its sound: each reading joined (`xiyouji`) and as initials (`xyj`); the likeliest first. */
export interface Readings {
  readonly joined: readonly string[];
  readonly initials: readonly string[];
  /** Syllables of the likeliest reading. */
  readonly syllables: readonly string[];
}

const MOST_READINGS = 8;
/** Longer texts are not typed whole; their beginning is. */
const MOST_CHARACTERS = 24;

/** Words that the library reads wrongly in titles (notes/search §3). */
const OVERRIDES: readonly (readonly [RegExp, string])[] = [
  [/传$/u, 'zhuan'],
  [/^朝(?=花)/u, 'zhao'],
  [/还(?=珠)/u, 'huan'],
];

/** Authors recur from book to book, and a reading takes longer than everything else about a document. */
const names = new Map<string, Readings>();
const NAMES_MOST = 20_000;

/** The readings of a title or a name; a text without Han characters has none. */
export function readingsOf(text: string, kind: 'title' | 'name' = 'title'): Readings {
  if (!hasHan(text)) return { joined: [], initials: [], syllables: [] };
  if (kind === 'title') return readingsIn(text, kind);
  const known = names.get(text);
  if (known !== undefined) return known;
  const readings = readingsIn(text, kind);
  if (names.size >= NAMES_MOST) names.clear();
  names.set(text, readings);
  return readings;
}

function readingsIn(text: string, kind: 'title' | 'name'): Readings {
  const key = titleKey(text);
  const word = key.length <= MOST_CHARACTERS ? key : [...key].slice(0, MOST_CHARACTERS).join('');
  const syllables = syllablesOf(word, kind);
  // Characters too rare to have a known sound do not sound like everything else that has none.
  if (syllables.every((syllable) => syllable === '')) return { joined: [], initials: [], syllables: [] };
  const letters = syllables.map(initialOf);
  const joined = new Set<string>([syllables.join('')]);
  const initials = new Set<string>([letters.join('')]);
  for (const [at, sound] of alternates(word, syllables)) {
    if (joined.size >= MOST_READINGS) break;
    joined.add(syllables.with(at, sound).join(''));
    initials.add(letters.with(at, initialOf(sound)).join(''));
  }
  const [likeliest = ''] = joined;
  if (likeliest.includes('v') && joined.size < MOST_READINGS && syllables.length === [...word].length)
    joined.add(likeliest.replaceAll('v', 'u'));
  return { joined: [...joined], initials: [...initials], syllables };
}

function syllablesOf(word: string, kind: 'title' | 'name'): readonly string[] {
  return onlySounds(word) ?? likeliestSounds(word, kind);
}

/** Where every character has one sound there is nothing to decide, and two titles of five need no dictionary. */
function onlySounds(word: string): readonly string[] | null {
  const syllables: string[] = [];
  for (let at = 0; at < word.length; at++) {
    const [sound, other] = soundsOf(word.charAt(at));
    if (sound === undefined || other !== undefined) return null;
    syllables.push(sound);
  }
  return syllables;
}

function likeliestSounds(word: string, kind: 'title' | 'name'): readonly string[] {
  const options = { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' } as const;
  const syllables = kind === 'name' ? pinyin(word, { ...options, surname: 'head' }) : pinyin(word, options);
  const lower = syllables.map((syllable) => (PLAIN.test(syllable) ? syllable : plainly(syllable)));
  if (kind === 'name' || lower.length !== word.length) return lower;
  for (const [pattern, reading] of OVERRIDES) {
    const found = pattern.exec(word);
    if (found !== null) lower[found.index] = reading;
  }
  return lower;
}

const PLAIN = /^[a-z0-9]*$/;
const plainly = (syllable: string): string => syllable.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Where a character has another sound: `chongqing` beside `zhongqing`. */
function alternates(word: string, syllables: readonly string[]): readonly (readonly [at: number, sound: string])[] {
  const chars = [...word];
  if (syllables.length !== chars.length) return [];
  return chars.flatMap((char, at) => {
    const others = soundsOf(char);
    return others.length < 2 && others[0] === syllables[at]
      ? []
      : others.filter((sound) => sound !== syllables[at]).map((sound) => [at, sound] as const);
  });
}

/** What a Han character may sound like does not depend on its neighbours, and a few thousand of them make all titles. */
const sounds = new Map<string, readonly string[]>();

function soundsOf(char: string): readonly string[] {
  const known = sounds.get(char);
  if (known !== undefined) return known;
  const [found = []] = hasHan(char) ? polyphonic(char, { toneType: 'none', type: 'array', v: true }) : [];
  const typed = found.map((sound) => sound.toLowerCase()).filter((sound) => /^[a-z]+$/.test(sound));
  sounds.set(char, typed);
  return typed;
}

/** Numbers are typed as they are. */
const initialOf = (syllable: string): string => (/^\d/.test(syllable) ? syllable : syllable.charAt(0));

/** Sounds that speakers of the south do not tell apart, brought together: zh=z, ch=c, sh=s, final ng=n, l=n kept. */
export function southern(joined: string): string {
  return joined.replace(/([zcs])h/g, '$1').replace(/([aei])ng/g, '$1n');
}

/** What a person types on a Latin keyboard, if it can be pinyin or initials: letters only, blanks and marks dropped. */
export function typedPinyin(text: string): string | null {
  const bare = fold(text)
    .replace(/[\s'’·.-]+/gu, '')
    .replace(/ü/g, 'v');
  return /^[a-z]{2,60}$/.test(bare) ? bare : null;
}
