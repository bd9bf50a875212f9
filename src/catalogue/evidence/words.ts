/** What a word of evidence speaks of. */
const SUBJECTS: Readonly<Record<string, readonly [string, string]>> = {
  isbn: ['ISBN', 'ISBN'],
  issn: ['ISSN', 'ISSN'],
  unified: ['统一书号', 'unified book number'],
  title: ['题名', 'title'],
  subtitle: ['副题名', 'subtitle'],
  part: ['分册号', 'part'],
  parttitle: ['分册名', 'part title'],
  set: ['套书', 'set'],
  edition: ['版次', 'edition'],
  version: ['版本说明', 'version'],
  author: ['著者', 'author'],
  translator: ['译者', 'translator'],
  adapter: ['改编者', 'adapter'],
  publisher: ['出版社', 'publisher'],
  year: ['出版年', 'year'],
  pages: ['页数', 'pages'],
  price: ['价格', 'price'],
};

/** What its sign says, longest signs first. */
const SIGNS: readonly (readonly [string, string, string])[] = [
  ['=generic', '相同（常见题名）', 'equal, a common one'],
  ['?year?', '一方未记，又缺年代', 'told on one side only, without a year'],
  ['?教辅', '一方未记（教辅）', 'missing on an exercise book'],
  ['≠教辅', '不同（教辅）', 'differ on exercise books'],
  ['?old', '一方未记，另一方早于 ISBN', 'on one side, the other is older than ISBNs'],
  ['-old', '两方未记，书早于 ISBN', 'on neither side, older than ISBNs'],
  ['==', '分毫不差', 'equal to the fen'],
  ['=', '相同', 'equal'],
  ['≈', '相近', 'alike'],
  ['⊂', '一方含另一方', 'one within the other'],
  ['~', '有几分像', 'somewhat alike'],
  ['≠', '不同', 'differ'],
  ['!', '相同（但多书共用）', 'equal, but shared by several books'],
  ['?', '一方未记', 'told on one side only'],
  ['-', '两方未记', 'told on neither side'],
];

const WHOLE: Readonly<Record<string, readonly [string, string]>> = {
  'form=': ['著录完全一致', 'described alike in everything'],
  verdict: ['馆员判定', 'decided by a librarian'],
};

/** A word of evidence for people: `isbn=` is `ISBN 相同`, `pages≠` is `页数不同`. A word not known stays as it is. */
export function evidenceLabel(word: string, lang: 'zh' | 'en'): string {
  const at = lang === 'zh' ? 0 : 1;
  const whole = WHOLE[word];
  if (whole !== undefined) return whole[at];
  const sign = SIGNS.find(([end]) => word.endsWith(end));
  const subject = sign === undefined ? undefined : SUBJECTS[word.slice(0, -sign[0].length)];
  if (sign === undefined || subject === undefined) return word;
  const says = lang === 'zh' ? sign[1] : sign[2];
  return lang === 'zh' && !/[A-Z]$/.test(subject[0]) ? `${subject[0]}${says}` : `${subject[at]} ${says}`;
}
