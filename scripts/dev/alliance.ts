import { storedLibraryCode } from '../../src/base/brand.ts';
import type { IncomingRecord } from '../../src/catalogue/store.ts';
import type { Publication } from './alliance-books.ts';
import { publicationsOf } from './alliance-families.ts';
import { describeIn, type HouseStyle, STYLES } from './alliance-styles.ts';
import { type Dice, dice } from './dice.ts';

/** What a record is the record of: the answer that matching should find. */
export interface Truth {
  readonly edition: string;
  readonly work: string;
  readonly family: string;
  /** Empty unless the record is of one volume. */
  readonly volume: string;
}

export interface LabelledRecord {
  readonly incoming: IncomingRecord;
  readonly truth: Truth;
}

export interface AllianceSize {
  readonly seed: number;
  readonly records: number;
  readonly libraries: number;
}

/** Records a publication has on average; holders are spread as of popular and forgotten books. */
const MEAN_HOLDERS = 3.2;

/**
 * An invented alliance with the truth of every record: distinct works of every hard family (china §4.1), held as
 * popular and forgotten books are, each record written in the house style of its library with its usual mistakes. The
 * same seed makes the same alliance; records come in the order in which libraries would deliver them.
 */
export function alliance(size: AllianceSize): readonly LabelledRecord[] {
  const made: LabelledRecord[][] = Array.from({ length: size.libraries }, () => []);
  for (const { member, record } of publicationByPublication(size)) made[member]?.push(record);
  return made.flat();
}

/** The same records without keeping them: publication by publication, each with the number of its library. */
export function* publicationByPublication({
  seed,
  records,
  libraries,
}: AllianceSize): Generator<{ readonly member: number; readonly record: LabelledRecord }> {
  const chance = dice(seed);
  const members = Array.from({ length: libraries }, (_none, at) => memberOf(at, chance));
  const shelved = new Array<number>(libraries).fill(0);
  let count = 0;
  for (let serial = 0; count < records; serial++) {
    for (const publication of publicationsOf(chance, `${seed}-${serial}`)) {
      for (const at of holdersOf(chance, libraries)) {
        const member = members[at];
        if (member === undefined) continue;
        const place = shelved[at] ?? 0;
        shelved[at] = place + 1;
        count += 1;
        yield { member: at, record: recordOf(publication, member, place, chance) };
      }
    }
  }
}

interface Member {
  readonly code: string;
  readonly style: HouseStyle;
}

function memberOf(at: number, chance: Dice): Member {
  const style = at < 2 ? STYLES[0] : chance.pick(STYLES);
  return { code: `CN-320508-C-${(at + 1).toString(36).toUpperCase().padStart(4, '0')}`, style: style ?? STYLES[0] };
}

/** Pareto: most stand in one or two libraries, few in nearly all. */
function holdersOf(chance: Dice, libraries: number): readonly number[] {
  const wanted = Math.min(libraries, Math.max(1, Math.round((MEAN_HOLDERS * 0.45) / (1 - chance.next()) ** 0.62)));
  const found = new Set<number>();
  while (found.size < wanted) found.add(chance.below(libraries));
  return [...found];
}

function recordOf(publication: Publication, member: Member, serial: number, chance: Dice): LabelledRecord {
  const localId = `${member.style.name}${serial}`;
  const description = { ...describeIn(member.style, publication, chance, serial), localId };
  const bytes = new TextEncoder().encode(publication.edition);
  const incoming: IncomingRecord = {
    kind: 'record',
    key: { library: storedLibraryCode(member.code), localId },
    description,
    findings: [],
    raw: { format: member.style.sheet ? 'row' : 'iso2709', bytes },
    contentHash: `${member.code}/${localId}`,
    version: null,
    profile: 'auto',
  };
  const { edition, work, family, volume } = publication;
  return { incoming, truth: { edition, work, family, volume } };
}
