import { expect, it } from 'vitest';
import { describeMarc } from '../../src/record/describe-marc.ts';
import { describeRow } from '../../src/record/describe-row.ts';
import { CALL_NUMBER_SCHEMES } from '../../src/record/fields/call-number.ts';
import type { MarcField } from '../../src/record/marc.ts';
import type { Profile } from '../../src/record/profile.ts';
import { PROFILES } from '../../src/record/profiles/index.ts';

/** `852 01 $h005.13$ikni` as a field. */
function field(text: string): MarcField {
  const [, tag = '', ind1 = ' ', ind2 = ' ', rest = ''] = /^(\w{3}) (.)(.) (.*)$/.exec(text) ?? [];
  const subfields = rest
    .split('$')
    .slice(1)
    .map((piece) => ({ code: piece.charAt(0), value: piece.slice(1) }));
  return { tag, ind1, ind2, subfields };
}

function profileOf(name: string): Profile {
  const profile = PROFILES[name];
  if (profile === undefined) throw new Error(`no profile ${name}`);
  return profile;
}

function described(profile: string, fields: readonly string[]) {
  const marc = { leader: '', fields: fields.map(field) };
  const read = describeMarc(marc, profileOf(profile), 'record 1');
  if (!read.ok) throw new Error(read.findings[0]?.code);
  const { holdings, classNumber, otherClassNumbers } = read.value;
  return { callNumber: holdings[0]?.callNumber, classNumber, otherClassNumbers };
}

const TITLE = '200 1  $a草房子';
const TITLE_21 = '245 10 $aThe art of computer programming';

it.each<[string, readonly string[], string, string | undefined]>([
  // 中图法 shelves: a slash, and the class of a record that has none itself.
  ['school-905', [TITLE, '905    $dI287.45$e12'], 'I287.45/12', 'I287.45'],
  ['nlc', [TITLE, '690    $aI287.45', '905    $sI28/1'], 'I28/1', 'I287.45'],
  ['calis', [TITLE, '906    $h0001$dTP312$eK57'], 'TP312/K57', 'TP312'],
  ['auto', [TITLE, '905    $dI287.45$e12'], 'I287.45/12', 'I287.45'],
  // Numbers of the house are no class.
  ['auto', [TITLE, '905    $dB$e12'], 'B/12', undefined],
  ['school-905', [TITLE, '905    $d绘本$e12'], '绘本/12', undefined],
  // Each copy tells its scheme; QA would pass for 中图法.
  ['marc21', [TITLE_21, '852 0  $hQA76.6$i.K64$p1'], 'QA76.6 .K64', undefined],
  ['marc21', [TITLE_21, '852 1  $h005.13$iKNU$p1'], '005.13 KNU', undefined],
  ['auto', [TITLE_21, '852 7  $2clc$hTP301.6$iK57$p1'], 'TP301.6/K57', 'TP301.6'],
  ['alma', [TITLE_21, '852 8  $hTP301.6$iK57$p1'], 'TP301.6/K57', undefined],
  // The shelves of Taiwan follow another classification of Chinese books.
  ['cmarc-tw', [TITLE, '681    $a859.6', '805    $d859.6$e8765'], '859.6 8765', undefined],
  ['rusmarc', [TITLE, '899    $pA1$jШ6(4Р)'], 'Ш6(4Р)', undefined],
])('%s: %s', (profile, fields, callNumber, classNumber) => {
  expect(described(profile, fields)).toMatchObject({ callNumber });
  expect(described(profile, fields).classNumber).toBe(classNumber);
});

it('keeps class numbers of other schemes among the others', () => {
  expect(described('cmarc-tw', [TITLE, '681    $a859.6']).otherClassNumbers).toEqual(['859.6']);
  const cells = { 书名: '草房子', 分类号: '859.6' };
  const row = describeRow({ cells }, { ...profileOf('excel-title'), callNumbers: 'ncs' }, 'row 1');
  expect(row).toMatchObject({ ok: true, findings: [], value: { otherClassNumbers: ['859.6'] } });
  const clc = describeRow({ cells }, profileOf('excel-title'), 'row 1');
  expect(clc.findings).toMatchObject([{ code: 'CLASS_NUMBER_DOUBTFUL' }]);
});

it('every profile names its scheme', () => {
  for (const { name, callNumbers } of Object.values(PROFILES))
    expect(['told', ...Object.keys(CALL_NUMBER_SCHEMES)], name).toContain(callNumbers);
});
