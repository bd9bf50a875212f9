import { editionId, workId } from '../../src/base/brand.ts';
import type { SearchDoc } from '../../src/search/document.ts';
import { openEmbeddedEngine } from '../../src/search/engines/embedded/index.ts';

export const BATCHES = 120;
export const BATCH = 40;

/** What batch `seq` says: new documents, a newer version of one that an earlier batch brought, and one removal. */
export function batchOf(seq: number): { readonly docs: readonly SearchDoc[]; readonly removed: readonly string[] } {
  const first = seq * BATCH;
  const fresh = Array.from({ length: BATCH }, (_, at) => bookOf(first + at, 1));
  if (seq < 3) return { docs: fresh, removed: [] };
  return { docs: [...fresh, bookOf(first - BATCH, 2)], removed: [idOf(first - 2 * BATCH + 1)] };
}

const idOf = (number: number): string => `E${String(number).padStart(6, '0')}`;

function bookOf(number: number, version: number): SearchDoc {
  return {
    id: editionId(idOf(number)),
    work: workId(`W${number}`),
    version,
    title: version === 1 ? `第${number}本书` : `新版第${number}本书`,
    subtitle: null,
    partNumber: null,
    partTitle: null,
    otherTitles: [],
    titlePinyin: null,
    contributors: [`作者${number % 7}`],
    series: [],
    subjects: ['儿童文学'],
    publisher: null,
    isbns: [],
    identifiers: [],
    year: 2000 + (number % 20),
    language: 'chi',
    carrier: 'PRINT',
    classNumber: 'I287.45',
    stages: [],
    readingLists: [],
    holdings: [
      {
        library: `CN-${number % 5}`,
        kind: 'SCHOOL',
        area: '320508',
        callNumbers: [`I287.45/${number}`],
        barcodes: [`B${number}`],
        requestable: true,
        available: true,
      },
    ],
  };
}

/** Goes on in an index folder from where it stands to the last batch, as the pump does after a start. */
export async function indexAll(folder: string, told: (seq: number) => void = () => {}): Promise<void> {
  const engine = await openEmbeddedEngine({ folder, aliasFile: null, readers: 0 });
  for (let seq = (await engine.health()).seq + 1; seq <= BATCHES; seq++) {
    const { docs, removed } = batchOf(seq);
    await engine.put(docs, removed.map(editionId), seq, seq - 1);
    told(seq);
  }
  await engine.close();
}

// Started as a program by index-crash.test.ts, which kills it.
if (process.argv[2] === 'index' && process.argv[3] !== undefined) {
  await indexAll(process.argv[3], (seq) => process.stdout.write(`${seq}\n`));
}
