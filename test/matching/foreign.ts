import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { LabelledRecord } from '../../scripts/dev/alliance.ts';
import { storedLibraryCode } from '../../src/base/brand.ts';
import { describeMarc } from '../../src/record/describe-marc.ts';
import type { MarcRecord } from '../../src/record/marc.ts';
import { PROFILES } from '../../src/record/profiles/index.ts';
import { memoryCatalogue, nameOf } from './catalogue.ts';

type Description = LabelledRecord['incoming']['description'];

export function labelled(library: string, localId: string, described: Omit<Description, 'localId'>): LabelledRecord {
  return {
    incoming: {
      kind: 'record',
      key: { library: storedLibraryCode(library), localId },
      description: { ...described, localId },
      findings: [],
      raw: { format: 'iso2709', bytes: new Uint8Array() },
      contentHash: `${library}/${localId}`,
      version: null,
      profile: 'auto',
    },
    truth: { edition: '', work: '', family: '', volume: '' },
  };
}

/** Where records stand in a catalogue of their own: editions and works by number of record, and how many pairs wait. */
export async function placed(records: readonly LabelledRecord[]) {
  using catalogue = memoryCatalogue();
  catalogue.merge(records.map(({ incoming }) => incoming));
  const places = catalogue.placesOf();
  const all = records.map(({ incoming }) => places.get(nameOf(incoming.key)) ?? { edition: '', work: '' });
  return { all, queued: (await catalogue.reader.reviewQueue(null, 1, null)).total };
}

const Field = z.union([
  z.object({ tag: z.string(), value: z.string() }),
  z.object({
    tag: z.string(),
    ind1: z.string().default(' '),
    ind2: z.string().default(' '),
    subfields: z.array(z.object({ code: z.string(), value: z.string().default('') })),
  }),
]);
/** A record as the Finnish fixtures write it: fields are objects with their tag. */
export const FieldObjects = z.object({ leader: z.string(), fields: z.array(Field) });

export function jsonIn(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

export const marcIn = (path: string): MarcRecord => FieldObjects.parse(jsonIn(path));

/** A MARC record as a library would have pushed it; null where it is refused, having neither title nor fields. */
export function describedAs(library: string, localId: string, marc: MarcRecord): LabelledRecord | null {
  const profile = PROFILES.auto;
  if (profile === undefined) throw new Error('no profile auto');
  const read = describeMarc(marc, profile, localId);
  return read.ok ? labelled(library, localId, read.value) : null;
}
