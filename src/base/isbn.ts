import isbn3 from 'isbn3';

/** What stood in an ISBN place, told apart. */
export interface IsbnReading {
  /** Valid numbers as bare ISBN-13, in order, without repetition. */
  readonly isbns: readonly string[];
  /** Text that looks like an ISBN and is none: wrong check digit, wrong length, placeholder. */
  readonly invalid: readonly string[];
}

const DASHES = /[-‐‑‒–—―－ー\s]/gu;
const CANDIDATE = /(?:97[89][\d\- ]{10,14}|\d[\d\- ]{7,11}[\dXx])(?![\d])/gu;
/** Nearly every ISBN of a catalogue: the number alone, as the candidate pattern finds it. */
const PLAIN = /^97[89][\d-]{10,14}$/;
const SCIENTIFIC = /^(\d)\.(\d+)E\+?(\d{1,2})$/iu;

/**
 * Reads one cell or subfield: `ISBN 978-7-101-01539-3 (精装) : CNY20.00`, full width, ISBN-10, several numbers, Excel's
 * `9.78712E+12`. Placeholders (123, 1234567891011, one digit repeated) are invalid, never numbers.
 */
export function readIsbns(text: string): IsbnReading {
  if (PLAIN.test(text)) {
    const bare = text.replaceAll('-', '');
    return toIsbn13(bare) === null ? { isbns: [], invalid: [bare] } : { isbns: [bare], invalid: [] };
  }
  const plain = text
    .normalize('NFKC')
    .replace(/[‐‑‒–—―ー]/gu, '-')
    .trim();
  if (plain === '') return { isbns: [], invalid: [] };
  const isbns: string[] = [];
  const invalid: string[] = [];
  const scientific = SCIENTIFIC.exec(plain);
  // Digits that Excel cut off must not be made up: one made-up number in ten would be valid, and some other book's.
  const whole = scientific === null ? plain : unscientific(scientific);
  const candidates = whole?.match(CANDIDATE) ?? [];
  for (const candidate of candidates) {
    const bare = candidate.replace(DASHES, '').toUpperCase();
    const isbn = toIsbn13(bare);
    if (isbn === null) invalid.push(bare);
    else if (!isbns.includes(isbn)) isbns.push(isbn);
  }
  if (candidates.length === 0 && /\d/.test(plain)) invalid.push(plain.slice(0, 40));
  return { isbns, invalid };
}

/** All digits of `9.787020002207E+12`; null where some are lost. */
function unscientific(match: RegExpExecArray): string | null {
  const digits = `${match[1] ?? ''}${match[2] ?? ''}`;
  return digits.length > Number(match[3]) ? digits : null;
}

/** Why a text that holds no valid ISBN holds none: the three have different remedies. */
export function isbnFault(text: string): 'ISBN_DIGITS_LOST' | 'ISBN_PLACEHOLDER' | 'ISBN_INVALID' {
  const plain = text.normalize('NFKC').trim();
  if (/^\d(?:\.\d+)?E\+?\d{1,2}$/iu.test(plain)) return 'ISBN_DIGITS_LOST';
  const bare = plain.replace(DASHES, '').replace(/^ISBN:?/iu, '');
  return /^\d{1,5}$/.test(bare) || isPlaceholder(bare) ? 'ISBN_PLACEHOLDER' : 'ISBN_INVALID';
}

/** A bare ISBN-10 or ISBN-13 (digits and X) as ISBN-13; null where the check digit or the length is wrong (ISO 2108). */
export function toIsbn13(bare: string): string | null {
  if (/^97[89]\d{10}$/.test(bare)) return isPlaceholder(bare) || check13(bare.slice(0, 12)) !== bare[12] ? null : bare;
  if (!/^\d{9}[\dX]$/.test(bare) || isPlaceholder(bare) || check10(bare.slice(0, 9)) !== bare[9]) return null;
  const body = `978${bare.slice(0, 9)}`;
  return body + check13(body);
}

/** `978-7-101-01539-3`; as it came where the number's group is not in the international table. */
export function hyphenate(isbn13: string): string {
  return isbn3.hyphenate(isbn13) ?? isbn13;
}

function isPlaceholder(bare: string): boolean {
  return (
    /^(?:97[89])?(\d)\1+X?$/.test(bare) ||
    bare.startsWith('1234567') ||
    bare.startsWith('9781234567') ||
    bare.startsWith('0123456')
  );
}

function check13(body: string): string {
  let sum = 0;
  for (let at = 0; at < 12; at++) sum += (body.charCodeAt(at) - 48) * (at % 2 === 0 ? 1 : 3);
  return String((10 - (sum % 10)) % 10);
}

function check10(body: string): string {
  let sum = 0;
  for (let at = 0; at < 9; at++) sum += (body.charCodeAt(at) - 48) * (10 - at);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}

/** 统一书号 of 1956–1986, `10119·4321`, `R13024.83`: class + publisher, separator, serial; normalised to `10119·4321`. */
export function readUnifiedBookNumber(text: string): string | null {
  const match = /^\s*(?:统一书号[:：]?\s*)?([A-Z]{0,2}\d{4,5})\s*[·.．•・‧]\s*(\d{1,5})\s*$/u.exec(
    text.normalize('NFKC'),
  );
  return match === null ? null : `${match[1] ?? ''}·${match[2] ?? ''}`;
}
