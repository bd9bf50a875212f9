/** What in a text would tell a person apart; the code of the problem follows from where it stood. */
export type Personal = 'phone' | 'identity' | 'pupil' | 'name';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const OPAQUE = /^[A-Za-z0-9][A-Za-z0-9_.:-]{3,63}$/;
/** Full-width and Chinese digits, and separators inside a number, are no disguise. */
const GAPS = /(?<=\d)[\s\-‐-―－./_·,()]+(?=\d)/g;
const CHINESE_DIGITS = '〇一二三四五六七八九';
const SPELT = /[〇零一二三四五六七八九幺](?:[\s-]*[〇零一二三四五六七八九幺]){5,}/g;

/** GB 11643 identity numbers, and 全国学籍号: the identity number behind G, J or L. */
const IDENTITY =
  /(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])/;
const REGISTER = /[GJLgjl]\d{17}[\dXx]/;
const MOBILE = /(?<!\d)(?:\+?86)?1[3-9]\d{9}(?!\d)/;
const LANDLINE = /(?<!\d)0\d{2,3}\d{7,8}(?!\d)/;
/** 学号 beside a number of six digits or more. */
const PUPIL = /(?:学号|学籍|考号|student\s*(?:no|id|number))[^\d\n]{0,6}\d{6,}/i;

/**
 * What is wrong with a patron reference; null where nothing is. It must be opaque: a code only the school can resolve,
 * with digits in it (words alone read as a name), and no number long enough to be a pupil's, a phone's or an identity's.
 */
export function personalInRef(ref: string): Personal | null {
  const text = ref.trim();
  if (UUID.test(text)) return null;
  const found = personalInNote(text);
  if (found !== null) return found;
  if (!OPAQUE.test(text) || !/\d/.test(text)) return 'name';
  // Numbers given by a school: 20230115, 2023031205. A random code has letters among its digits.
  return /^\d{5,}$/.test(text) || /\d{8,}/.test(text) ? 'pupil' : null;
}

/** Phone, identity or pupil numbers in free text; null where there are none. A teacher's name alone is no child's. */
export function personalInNote(note: string): Personal | null {
  const text = note.normalize('NFKC').replace(SPELT, digits).replace(GAPS, '');
  if (IDENTITY.test(text)) return 'identity';
  if (REGISTER.test(text) || PUPIL.test(text)) return 'pupil';
  return MOBILE.test(text) || LANDLINE.test(text) ? 'phone' : null;
}

function digits(spelt: string): string {
  const told = spelt.replaceAll('零', '〇').replaceAll('幺', '一');
  return told.replace(/[〇一二三四五六七八九]/g, (sign) => String(CHINESE_DIGITS.indexOf(sign)));
}
