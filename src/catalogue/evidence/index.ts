import type { Evidence } from './evidence.ts';
import { isbn, issn, pages, price, unified, year } from './numbers.ts';
import { adapter, author, publisher, translator } from './people.ts';
import { subtitle, title } from './title.ts';
import { carrier, edition, language, version } from './version.ts';
import { partTitle, volume } from './volume.ts';

/** All evidence, vetoes that are cheap and frequent first: the first veto ends a comparison. */
export const EVIDENCE: readonly Evidence[] = [
  carrier,
  volume,
  title,
  language,
  edition,
  issn,
  year,
  partTitle,
  version,
  translator,
  adapter,
  isbn,
  unified,
  author,
  publisher,
  pages,
  price,
  subtitle,
];
