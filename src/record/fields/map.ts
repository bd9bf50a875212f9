/** Where a family of MARC keeps what: `tag` + subfield codes, in order of preference. Source: notes/records §5. */
export interface FieldMap {
  readonly family: 'unimarc' | 'marc21';
  readonly title: {
    readonly tag: string;
    readonly proper: string;
    readonly other: string;
    readonly number: string;
    readonly name: string;
    readonly parallel: string;
    readonly responsibility: string;
    readonly pinyin: string;
  };
  readonly variantTitles: readonly string[];
  readonly uniformTitle: readonly string[];
  readonly isbn: string;
  readonly issn: string;
  readonly unifiedBookNumber: readonly string[];
  readonly documentNumber: readonly string[];
  readonly price: readonly string[];
  readonly edition: string;
  readonly imprint: {
    readonly tags: readonly string[];
    readonly place: string;
    readonly publisher: string;
    readonly date: string;
  };
  readonly extent: { readonly tag: string; readonly codes: string };
  readonly series: { readonly tags: readonly string[]; readonly title: string; readonly number: string };
  readonly persons: readonly string[];
  readonly bodies: readonly string[];
  readonly subjects: { readonly tags: readonly string[]; readonly codes: string };
  readonly classNumber: readonly string[];
  readonly otherClassNumbers: readonly string[];
  readonly summary: readonly string[];
  readonly audience: readonly string[];
  readonly language: string;
  readonly originalLanguage: string;
  readonly host: { readonly tags: readonly string[]; readonly title: string };
  readonly cataloguer: readonly string[];
}

export const UNIMARC_MAP: FieldMap = {
  family: 'unimarc',
  title: {
    tag: '200',
    proper: 'a',
    other: 'e',
    number: 'h',
    name: 'i',
    parallel: 'd',
    responsibility: 'fg',
    pinyin: '9A',
  },
  variantTitles: ['512a', '513a', '514a', '515a', '516a', '517a', '540a', '541a', '510a'],
  uniformTitle: ['500a', '454t'],
  isbn: '010',
  issn: '011',
  unifiedBookNumber: ['091a'],
  documentNumber: ['094b', '015a', '029b'],
  price: ['010d', '091d', '011d'],
  edition: '205a',
  imprint: { tags: ['210', '214'], place: 'a', publisher: 'c', date: 'd' },
  extent: { tag: '215', codes: 'a' },
  series: { tags: ['225', '410', '461'], title: 'at', number: 'v' },
  persons: ['700', '701', '702', '720', '721', '722'],
  bodies: ['710', '711', '712'],
  subjects: { tags: ['600', '601', '602', '604', '605', '606', '607', '608', '610'], codes: 'axyzj' },
  classNumber: ['690a'],
  otherClassNumbers: ['692a', '686a', '676a', '675a', '680a', '681a'],
  summary: ['330a'],
  audience: ['333a'],
  language: '101a',
  originalLanguage: '101c',
  host: { tags: ['461', '462', '463'], title: 't' },
  cataloguer: ['801b'],
};

export const MARC21_MAP: FieldMap = {
  family: 'marc21',
  title: {
    tag: '245',
    proper: 'a',
    other: 'b',
    number: 'n',
    name: 'p',
    parallel: '',
    responsibility: 'c',
    pinyin: '9',
  },
  variantTitles: ['246a', '740a'],
  uniformTitle: ['130a', '240a', '730a'],
  isbn: '020',
  issn: '022',
  unifiedBookNumber: [],
  documentNumber: ['024a', '027a', '088a'],
  price: ['020c'],
  edition: '250a',
  imprint: { tags: ['260', '264'], place: 'a', publisher: 'b', date: 'c' },
  extent: { tag: '300', codes: 'a' },
  series: { tags: ['490', '830', '440'], title: 'a', number: 'v' },
  persons: ['100', '700'],
  bodies: ['110', '111', '710', '711'],
  subjects: { tags: ['600', '610', '611', '630', '648', '650', '651', '653', '655'], codes: 'axyzv' },
  classNumber: ['093a'],
  otherClassNumbers: ['082a', '050a', '080a'],
  summary: ['520a'],
  audience: ['521a'],
  language: '041a',
  originalLanguage: '041h',
  host: { tags: ['773'], title: 't' },
  cataloguer: ['040a', '003'],
};
