import type { Carrier } from '../description.ts';

/** Type of record and bibliographic level, the same letters in UNIMARC and MARC 21 but for electronic text. */
const KINDS: Readonly<Record<Carrier, string>> = {
  PRINT: 'am',
  EBOOK: 'lm',
  AUDIO: 'im',
  VIDEO: 'gm',
  SERIAL: 'as',
  ARTICLE: 'aa',
  REPORT: 'am',
  STANDARD: 'am',
  PATENT: 'am',
  MAP: 'em',
  SCORE: 'cm',
  OTHER: 'am',
};

/** Leader of a new CNMARC record; lengths are filled in when it is written. */
export function cnmarcLeader(carrier: Carrier = 'PRINT'): string {
  return `00000n${KINDS[carrier]}2 2200000   450 `;
}

/** MARC 21 has no type of its own for electronic text: it is `a` with form `o` in 008. Position 9 says UTF-8. */
export function marc21Leader(carrier: Carrier = 'PRINT'): string {
  const kind = carrier === 'EBOOK' ? 'am' : KINDS[carrier];
  return `00000n${kind} a2200000 i 4500`;
}
