import { FORGIVEN } from './fields.ts';

/** Changes with every change of the settings, the fields or the analyzer: an index of another form is built anew. */
export const INDEX_FORM = '15';

/** As many values of a facet as the server tells: all libraries of an alliance, of which a filter may leave few. */
export const MOST_VALUES = 5_000;

/** How long the server ranks the answer to a question; what it has not ranked by then it adds as it comes. */
export const CUTOFF_MS = 300;

const EXACT = { facetSearch: false, filter: { equality: true, comparison: false } } as const;
const RANGE = { facetSearch: false, filter: { equality: true, comparison: true } } as const;

/** What words are looked for in, the better place before the worse. */
const SEARCHED: readonly string[] = [
  't',
  'a',
  'ser',
  'subj',
  'pub',
  'py',
  'lt',
  'la',
  'go',
  'gp',
  'gi',
  'gs',
  'gt',
  'gn',
  'ga',
  'gl',
  'gj',
  'one',
];

/**
 * Where a wrong letter is forgiven. Few words stand there: of all words in which an error may be, the server makes its list
 * anew at every change, a microsecond each.
 */
const FORGIVING: readonly string[] = ['lt', 'la'];

/**
 * How an index is set up (notes/search §1.3). The locale `eng` has no segmenter for Han, so that the tokens stay as we
 * write them, one character each; nearness by word makes phrases of them. Everything exact is a filter and not a word.
 */
export const INDEX_SETTINGS = {
  searchableAttributes: SEARCHED,
  displayedAttributes: ['*'],
  filterableAttributes: [
    {
      attributePatterns: [
        'id',
        'keys',
        'bars',
        'auk',
        'libs',
        'reqs',
        'kinds',
        'rkinds',
        'areas',
        'rareas',
        'ins',
        'avail',
      ],
      features: EXACT,
    },
    { attributePatterns: ['stages', 'clc', 'clc1', 'lang', 'carrier', 'lists', 'workId', 'role'], features: EXACT },
    // What is asked for by its beginning too: without an order of them the server walks through all values in front.
    { attributePatterns: ['year', 'len', 'pj', 'calls'], features: RANGE },
  ],
  sortableAttributes: ['year', 'hold', 'sort', 'calls'],
  // An order that was asked for stands above everything; how many libraries hold a book decides among equals.
  rankingRules: ['sort', 'words', 'typo', 'proximity', 'attributeRank', 'wordPosition', 'exactness', 'hold:desc'],
  localizedAttributes: [{ attributePatterns: ['*'], locales: ['eng'] }],
  // Typing errors are a stage of their own, in the fields that are made for it.
  typoTolerance: {
    enabled: true,
    // No word is long enough for two.
    minWordSizeForTypos: { oneTypo: FORGIVEN, twoTypos: 255 },
    disableOnAttributes: SEARCHED.filter((field) => !FORGIVING.includes(field)),
    disableOnNumbers: true,
  },
  faceting: { maxValuesPerFacet: MOST_VALUES, sortFacetValuesBy: { '*': 'count' } },
  pagination: { maxTotalHits: 1_000_000 },
  proximityPrecision: 'byWord',
  prefixSearch: 'indexingTime',
  searchCutoffMs: CUTOFF_MS,
  stopWords: [],
  synonyms: {},
  facetSearch: false,
} as const;
