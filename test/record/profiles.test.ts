import { describe, expect, it } from 'vitest';
import { rewriteBarcodes } from '../../src/record/fields/barcodes.ts';
import { readRecord } from '../../src/record/read.ts';
import { type BuiltField, iso2709Record } from './build.ts';

const UNIMARC: readonly BuiltField[] = [
  { tag: '001', text: 'U1' },
  { tag: '200', text: '1 $aUn titre$fUne personne' },
];
const MARC21: readonly BuiltField[] = [
  { tag: '001', text: 'M1' },
  { tag: '245', text: '10$aA title' },
];

const held = (profile: string, fields: readonly BuiltField[]) => {
  const read = readRecord(
    { format: 'iso2709', bytes: iso2709Record(fields), place: { kind: 'byte', at: 0 } },
    { profile, charset: 'detect' },
  );
  return read.ok ? read.value.holdings : read.findings;
};

describe('each house keeps its copies in its own field', () => {
  it.each<[string, readonly BuiltField[], BuiltField, object]>([
    [
      'koha-unimarc',
      UNIMARC,
      { tag: '995', text: '  $bMAIN$cMAIN$eStacks$f0012345$k840 TIT$n2026-12-01$rLI' },
      { barcode: '0012345', callNumber: '840 TIT', dueDate: '2026-12-01' },
    ],
    [
      'koha-marc21',
      MARC21,
      { tag: '952', text: '  $aMAIN$bMAIN$cGEN$oPR4034 .P7$p39999$q2026-12-01$yBK' },
      { barcode: '39999', callNumber: 'PR4034 .P7', location: 'GEN', dueDate: '2026-12-01' },
    ],
    [
      'alma',
      MARC21,
      { tag: 'AVA', text: '  $aINST$bMAIN$cStacks$dPR4034$eavailable$f2$g0$jstk$qMain Library' },
      { callNumber: 'PR4034', location: 'Stacks', copies: 2, availability: 'AVAILABLE' },
    ],
    ['sbn', UNIMARC, { tag: '960', text: '  $e000123456$g840 TIT' }, { barcode: '000123456', callNumber: '840 TIT' }],
    ['cmarc-tw', UNIMARC, { tag: '805', text: '  $aNCL$b30001$d857.7$e8657' }, { barcode: '30001' }],
    ['rusmarc', UNIMARC, { tag: '899', text: '  $aNLR$j97-4/119$pИ-55' }, { callNumber: '97-4/119', location: 'NLR' }],
    [
      'institute',
      MARC21,
      { tag: '866', text: ' 0$a2019, no. 1 - 2025, no. 12' },
      { coverage: '2019, no. 1 - 2025, no. 12' },
    ],
  ])('%s', (profile, book, copy, expected) => {
    expect(held(profile, [...book, copy])).toMatchObject([expected]);
  });

  it('rewrites barcodes as the profile says', () => {
    const rules = [
      { pattern: /^DPB0*(\d{6})$/u, as: '$1' },
      { pattern: /^@refID:.*$/u, as: '' },
    ];
    const copies = ['DPB000001', '@refID:3f2a', 'X1'].map((barcode) => ({ barcode, copies: 1, location: '书库' }));
    expect(rewriteBarcodes([...copies, { copies: 2 }], rules)).toEqual([
      { barcode: '000001', copies: 1, location: '书库' },
      { copies: 1, location: '书库' },
      { barcode: 'X1', copies: 1, location: '书库' },
      { copies: 2 },
    ]);
    const copy = { tag: '986', text: '  $a@refID:3f2a$b书库' };
    expect(held('dp2', [...UNIMARC, copy])).toEqual([{ copies: 1, location: '书库' }]);
    expect(held('ilas', [...UNIMARC, { tag: '905', text: '  $b@refID:3f2a' }])).toMatchObject([
      { barcode: '@refID:3f2a' },
    ]);
  });

  it('a house that does not keep copies in a field leaves it alone', () => {
    expect(held('koha-marc21', [...MARC21, { tag: '995', text: '  $f0012345' }])).toEqual([]);
  });
});

describe('905 of school programs', () => {
  it('names no place by a zero, and keeps one that is named', () => {
    const copy = (place: string) => ({ tag: '905', text: `  $a1$bS07000001$c${place}$dI287.45$e1$f1` });
    expect(held('school-905', [...UNIMARC, copy('0')])).toEqual([
      { copies: 1, barcode: 'S07000001', callNumber: 'I287.45/1' },
    ]);
    expect(held('school-905', [...UNIMARC, copy('201室')])).toMatchObject([{ location: '201室' }]);
  });
});
