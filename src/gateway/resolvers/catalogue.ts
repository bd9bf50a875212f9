import type { EditionId } from '../../base/brand.ts';
import { readIsbns } from '../../base/isbn.ts';
import type { EditionView } from '../../catalogue/store.ts';
import { cite } from '../../record/write/citation.ts';
import { toCnmarc } from '../../record/write/cnmarc.ts';
import { toIso2709 } from '../../record/write/iso2709.ts';
import { toMarc21 } from '../../record/write/marc21.ts';
import { toMarcXml } from '../../record/write/marcxml.ts';
import { readingsOf } from '../../search/pinyin.ts';
import { asDescription } from '../as-description.ts';
import type { GraphContext } from '../context.ts';
import { refuse } from '../errors.ts';
import type { MarcFormat, Resolvers } from '../generated/graphql.ts';
import { editionOf, globalId, workOf } from '../ids.ts';
import { codeOf } from '../inputs.ts';
import { listName } from '../labels.ts';
import { type Connection, pageOf, pageSize } from '../paging.ts';
import { shownHoldings } from './holdings.ts';
import { mayReadRecord } from './source-records.ts';

export const catalogueResolvers = {
  Query: {
    edition: (_, { id }, context) => currentEdition(editionOf(id), context),
    work: (_, { id }, { load }) => load.work.load(workOf(id)),
    editionsByIsbn: async (_, { isbn }, { load, needs }) => {
      const [bare] = isbn.length > 100 ? [] : readIsbns(isbn).isbns;
      if (bare === undefined) throw refuse('BAD_USER_INPUT', { detail: 'isbn has no valid check digit' });
      const found = await load.edition.many(await needs.catalogue.editionsByIsbn(bare));
      return found.filter((edition) => edition !== null);
    },
    sourceRecord: async (_, { library, localId }, { load, viewer }) => {
      const key = { library: codeOf(library, 'library'), localId };
      const view = mayReadRecord(viewer, key.library) ? await load.sourceRecord.load(key) : null;
      if (view === null) throw refuse('NOT_FOUND', { what: `${library} ${localId}` });
      return { key, view };
    },
  },
  Work: {
    id: ({ id }) => globalId('Work', id),
    title: ({ work }) => work.title,
    contributors: ({ work }) => work.contributors,
    editions: ({ editions }, { first, after }, { load }) => editionPage(editions, pageSize(first, 20), after, load),
    related: async ({ id }, _, { load }) => {
      const works = await load.work.many(await load.relatedWorks.load(id));
      return works.filter((work) => work !== null);
    },
  },
  Edition: {
    id: ({ id }) => globalId('Edition', id),
    formerIds: ({ formerIds }) => formerIds.map((id) => globalId('Edition', id)),
    title: ({ edition }) => edition.title,
    subtitle: ({ edition }) => edition.subtitle,
    partNumber: ({ edition }) => edition.partNumber,
    partTitle: ({ edition }) => edition.partTitle,
    seriesTitle: ({ edition }) => edition.series[0]?.title ?? null,
    contributors: ({ edition }) => edition.contributors,
    responsibility: ({ edition }) => edition.responsibility,
    publisher: ({ edition }) => edition.publisher,
    place: ({ edition }) => edition.place,
    year: ({ edition }) => edition.year,
    editionStatement: ({ edition }) => edition.editionStatement,
    isbns: ({ edition }) => edition.isbns,
    issn: ({ edition }) => edition.issn,
    unifiedBookNumber: ({ edition }) => edition.unifiedBookNumber,
    language: ({ edition }) => edition.language,
    extent: ({ edition }) => edition.extent,
    carrier: ({ edition }) => edition.carrier,
    classNumber: ({ edition }) => edition.classNumber,
    subjects: ({ edition }) => edition.subjects,
    summary: ({ edition }) => edition.summary,
    stages: ({ edition }) => edition.stages,
    readingLists: ({ edition }) => edition.readingLists.map(listName),
    work: async ({ work, id }, _, { load }) => (await load.work.load(work)) ?? missing(`work of edition ${id}`),
    partOf: ({ partOf }, _, { load }) => (partOf === null ? null : load.edition.load(partOf)),
    volumes: ({ volumes }, { first, after }, { load }) => editionPage(volumes, pageSize(first, 50), after, load),
    holdings: async (edition, args, context) =>
      pageOf(await shownHoldings(edition.id, args, context), ({ id }) => id, pageSize(args.first, 50), args.after),
    citation: (edition, { style }) => cite(asDescription(edition), style ?? 'GBT7714'),
    marc: (edition, { format }, { needs }) => written(edition, format ?? 'CNMARC', needs.clock.today('Asia/Shanghai')),
    provenance: ({ id }, _, { load }) => load.provenance.load(id),
    sourceRecords: async ({ id }, { first, after }, { load, viewer }) => {
      const all = await load.sourceRecordsOf.load(id);
      const seen = all.filter(({ key }) => mayReadRecord(viewer, key.library));
      const rows = seen.map((view) => ({ key: view.key, view }));
      return pageOf(rows, ({ key }) => `${key.library} ${key.localId}`, pageSize(first, 20), after);
    },
  },
  Contributor: {
    pinyin: ({ name }) => readingsOf(name, 'name').syllables.join(' ') || null,
  },
  FieldProvenance: {
    library: async ({ library }, _, { load }) => (await load.library.load(library)) ?? missing(`library ${library}`),
  },
} as const satisfies Resolvers;

/** The alliance has no code of its own among cataloguing agencies; this says who wrote the record. */
const AGENCY = 'LIANTU';

/** The edition as a MARC record, Base64 or XML; null where it is too long for ISO 2709. */
function written(edition: EditionView, format: MarcFormat, day: string): string | null {
  const description = asDescription(edition);
  const record =
    format === 'MARC21'
      ? toMarc21(description, { day, agency: AGENCY })
      : toCnmarc(description, { day, agency: AGENCY });
  if (format === 'MARCXML') return toMarcXml(record);
  const bytes = toIso2709(record);
  return bytes === null ? null : Buffer.from(bytes).toString('base64');
}

/** The edition an id leads to now, through every merge since. */
async function currentEdition(id: EditionId, { load, needs }: GraphContext): Promise<EditionView | null> {
  const found = await load.edition.load(id);
  if (found !== null) return found;
  const current = await needs.catalogue.resolveEdition(id);
  return current === null ? null : load.edition.load(current);
}

/** A page of editions known by id: only those of the page are read. */
async function editionPage(
  ids: readonly EditionId[],
  first: number,
  after: string | null | undefined,
  load: GraphContext['load'],
): Promise<Connection<EditionView>> {
  const page = pageOf(ids, (id) => id, first, after);
  const views = await load.edition.many(page.nodes);
  const edges = page.edges.flatMap(({ cursor }, index) => {
    const node = views[index] ?? null;
    return node === null ? [] : [{ cursor, node }];
  });
  return { ...page, edges, nodes: edges.map(({ node }) => node) };
}

/** A row that another row names must be there; where it is not, the store is broken. */
function missing(what: string): never {
  throw new Error(`the store has no ${what}`);
}
