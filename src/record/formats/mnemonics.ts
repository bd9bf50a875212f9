/** Names of characters in the mnemonic form. Source: MARCMaker and MARCBreaker, Library of Congress, default table. */
const CHARACTERS: Readonly<Record<string, string>> = {
  dollar: '$',
  lcub: '{',
  rcub: '}',
  bsol: '\\',
  esc: '\u001b',
  Lstrok: 'Ł',
  Ostrok: 'Ø',
  Dstrok: 'Đ',
  THORN: 'Þ',
  AElig: 'Æ',
  OElig: 'Œ',
  softsign: 'ʹ',
  middot: '·',
  flat: '♭',
  reg: '®',
  plusmn: '±',
  Ohorn: 'Ơ',
  Uhorn: 'Ư',
  alif: 'ʼ',
  ayn: 'ʻ',
  mlrhring: 'ʻ',
  mllhring: 'ʼ',
  lstrok: 'ł',
  ostrok: 'ø',
  dstrok: 'đ',
  thorn: 'þ',
  aelig: 'æ',
  oelig: 'œ',
  hardsign: 'ʺ',
  inodot: 'ı',
  pound: '£',
  eth: 'ð',
  ohorn: 'ơ',
  uhorn: 'ư',
  degree: '°',
  deg: '°',
  scriptl: 'ℓ',
  phono: '℗',
  copy: '©',
  sharp: '♯',
  iquest: '¿',
  iexcl: '¡',
  szlig: 'ß',
  eszett: 'ß',
  euro: '€',
};

/** Marks that stand before their letter, as in MARC-8. */
const MARKS: Readonly<Record<string, string>> = {
  hooka: '\u0309',
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  macr: '\u0304',
  breve: '\u0306',
  dot: '\u0307',
  uml: '\u0308',
  caron: '\u030c',
  ring: '\u030a',
  llig: '\ufe20',
  rlig: '\ufe21',
  rcommaa: '\u0315',
  dblac: '\u030b',
  candra: '\u0310',
  cedil: '\u0327',
  ogon: '\u0328',
  dotb: '\u0323',
  dbldotb: '\u0324',
  ringb: '\u0325',
  dblunder: '\u0333',
  under: '\u0332',
  commab: '\u0326',
  rcedil: '\u031c',
  breveb: '\u032e',
  ldbltil: '\ufe22',
  rdbltil: '\ufe23',
  commaa: '\u0313',
};

const NAMED = /\{([A-Za-z]{2,9})\}/g;
const MARKED = /((?:\{[a-z]{3,8}\})+)(\P{M}?)/gsu;
const NUMBERED = /&#x([0-9A-Fa-f]{2,6});/g;

/** Text of the mnemonic form as it is meant, NFC; a name that nobody knows stays as it stands. */
export function withoutMnemonics(text: string): string {
  if (!text.includes('{') && !text.includes('&#x')) return text;
  const letters = text.replace(NAMED, (whole, name: string) =>
    Object.hasOwn(CHARACTERS, name) && !(name in LATER) ? (CHARACTERS[name] ?? whole) : whole,
  );
  const marked = letters.replace(MARKED, (whole, names: string, letter: string) => {
    const known = [...names.matchAll(NAMED)].map(([, name = '']) => (Object.hasOwn(MARKS, name) ? MARKS[name] : null));
    return known.includes(null) ? whole : letter + known.join('');
  });
  const plain = marked.replace(NAMED, (whole, name: string) => LATER[name] ?? whole);
  const numbered = plain.replace(NUMBERED, (whole, hex: string) => {
    const code = Number.parseInt(hex, 16);
    return code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
  });
  return numbered.normalize('NFC');
}

/** Braces that were meant as braces: put back last, or they would make names of what stands between. */
const LATER: Readonly<Record<string, string>> = { lcub: '{', rcub: '}' };
