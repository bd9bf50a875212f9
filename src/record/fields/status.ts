import type { Availability } from '../description.ts';

/** Status words of school and library programs (notes/china §1.4), in the order they are tried. */
const WORDS: readonly (readonly [Availability, RegExp])[] = [
  ['AVAILABLE', /可外借|未借|未外借/u],
  ['LOST', /丢失|遗失|lost|missing/iu],
  ['WITHDRAWN', /剔除|注销|报损|下架|withdrawn|discard/iu],
  ['ON_HOLD', /预约|保留架|on ?hold/iu],
  ['IN_TRANSIT', /调拨|在途|transit/iu],
  ['IN_REPAIR', /修补|装订|修复|repair|bindery/iu],
  ['IN_PROCESS', /编目|加工|采编|分编|验收|in ?process/iu],
  ['REFERENCE_ONLY', /阅览|仅供|保存本|不外借|不可借|参考|reference|library use/iu],
  ['ON_LOAN', /借出|外借|已借|借阅中|on ?loan|checked ?out/iu],
  ['AVAILABLE', /在馆|在架|可借|入藏|正常|available|on ?shelf|^在$/iu],
];

/** A library says the same few words of all its copies. */
const understood = new Map<string, Availability | null>();
const REMEMBERED_MOST = 1_000;

/** What a library's word for a status means; undefined where it tells none, null where nobody used that word before. */
export function readStatus(text: string | undefined): Availability | null | undefined {
  const word = text?.trim() ?? '';
  if (word === '') return undefined;
  const known = understood.get(word);
  if (known !== undefined) return known;
  const meaning = WORDS.find(([, pattern]) => pattern.test(word))?.[0] ?? null;
  if (understood.size < REMEMBERED_MOST) understood.set(word, meaning);
  return meaning;
}
