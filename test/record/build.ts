/** Builds ISO 2709 records byte by byte, right or wrong, for the tests of the reader. */
export interface BuiltField {
  readonly tag: string;
  /** Indicators and `$a…` subfields, `$` standing for 0x1F; or the bare value of a control field. */
  readonly text: string;
}

export interface Building {
  readonly encode: (text: string) => Uint8Array;
  /** How the directory counts: as it should, in characters (many school programs), or not at all. */
  readonly count: 'bytes' | 'characters';
}

const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');

export function iso2709Record(
  fields: readonly BuiltField[],
  { encode, count }: Building = { encode: utf8, count: 'bytes' },
): Buffer {
  const bodies = fields.map(({ text }) => Buffer.concat([encode(text.replaceAll('$', '\u001f')), Buffer.from([0x1e])]));
  const lengths = fields.map(({ text }, at) => (count === 'bytes' ? (bodies[at]?.length ?? 0) : text.length + 1));
  let start = 0;
  const directory = fields
    .map(({ tag }, at) => {
      const entry = `${tag}${String(lengths[at]).padStart(4, '0')}${String(start).padStart(5, '0')}`;
      start += lengths[at] ?? 0;
      return entry;
    })
    .join('');
  const base = 24 + directory.length + 1;
  const body = Buffer.concat([...bodies, Buffer.from([0x1d])]);
  const length = String(count === 'bytes' ? base + body.length : 960).padStart(5, '0');
  return Buffer.concat([
    Buffer.from(`${length}nam0 22${String(base).padStart(5, '0')}   450 ${directory}\u001e`, 'latin1'),
    body,
  ]);
}

export const BOOK: readonly BuiltField[] = [
  { tag: '001', text: 'T0001' },
  { tag: '010', text: '  $a978-7-02-000220-7$dCNY59.70' },
  { tag: '101', text: '0 $achi' },
  { tag: '200', text: '1 $a红楼梦$9hong lou meng$h上$f(清)曹雪芹著$g无名氏续' },
  { tag: '210', text: '  $a北京$c人民文学出版社$d2008' },
  { tag: '690', text: '  $aI242.4$v5' },
  { tag: '701', text: ' 0$c(清)$a曹雪芹$4著' },
  { tag: '905', text: '  $bT001-03$dI242.4$e12' },
];
