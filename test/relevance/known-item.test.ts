import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as OpenCC from 'opencc-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFile } from '../../src/record/file.ts';
import { readRecord } from '../../src/record/read.ts';
import { titleKey } from '../../src/search/analyse.ts';
import type { SearchDoc } from '../../src/search/document.ts';
import type { SearchEngine } from '../../src/search/engine.ts';
import { openEmbeddedEngine } from '../../src/search/engines/embedded/index.ts';
import { doc, fromList, request } from '../search/documents.ts';
import { dataPresent, sharedData } from '../support/data.ts';
import { GATES, type Kind, type KnownItem, knownItems, seeded } from './known-items.ts';

/** 10,000 for the figures of a release; every run of the tests takes a tenth. */
const QUERIES = Number(process.env.LIANTU_KNOWN_ITEMS ?? 1_000);

describe.skipIf(!dataPresent)(`${QUERIES} known items among a school's titles`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'liantu-known-'));
  let engine: SearchEngine;
  let docs: readonly SearchDoc[];
  const figures = new Map<Kind, { at1: number; at10: number; all: number; missed: string[] }>();

  beforeAll(async () => {
    docs = await schoolTitles();
    engine = await openEmbeddedEngine({ folder, aliasFile: null, readers: 1 });
    await engine.rebuild(fromList(docs), 1);
    const keys = new Map(docs.map((one) => [one.id as string, titleKey(one.title)]));
    const traditional = OpenCC.Converter({ from: 'cn', to: 't' });
    for (const item of knownItems({ docs, keyOf: titleKey, traditional, random: seeded(20_261_123) }, QUERIES)) {
      const { hits } = await engine.search(request(item.query, { first: 10 }), new AbortController().signal);
      count(
        item,
        hits.map((hit) => keys.get(hit.id) ?? ''),
      );
    }
  }, 600_000);
  afterAll(async () => {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
    for (const [kind, { at1, at10, all, missed }] of figures) {
      console.log(
        `${kind}: hit@1 ${percent(at1, all)} hit@10 ${percent(at10, all)} of ${all}; missed e.g. ${missed.slice(0, 5).join(', ')}`,
      );
    }
  });

  function count({ kind, query, wanted }: KnownItem, found: readonly string[]): void {
    const figure = figures.get(kind) ?? { at1: 0, at10: 0, all: 0, missed: [] };
    figure.all += 1;
    if (found[0] === wanted) figure.at1 += 1;
    if (found.includes(wanted)) figure.at10 += 1;
    else figure.missed.push(`${query} → ${wanted}`);
    figures.set(kind, figure);
  }

  it.each(Object.entries(GATES) as [Kind, readonly [number | null, number]][])('%s', (kind, [at1, at10]) => {
    const figure = figures.get(kind);
    expect(figure?.all).toBeGreaterThan(QUERIES / 20);
    if (at1 !== null) expect((figure?.at1 ?? 0) / (figure?.all ?? 1)).toBeGreaterThanOrEqual(at1 / 100);
    expect((figure?.at10 ?? 0) / (figure?.all ?? 1)).toBeGreaterThanOrEqual(at10 / 100);
  });
});

const percent = (some: number, all: number): string => `${((100 * some) / all).toFixed(1)} %`;

async function schoolTitles(): Promise<readonly SearchDoc[]> {
  const opened = await openFile(createReadStream(sharedData('books/school-holdings-minilibrary.csv')), {
    charset: 'detect',
    columns: {},
  });
  const docs: SearchDoc[] = [];
  for await (const raw of opened.records) {
    const read = readRecord(raw, { profile: 'auto', charset: 'detect' });
    if (!read.ok) continue;
    const { title, partNumber, partTitle, subtitle, contributors, publisher, year, classNumber, subjects, isbns } =
      read.value;
    docs.push(
      doc(title, null, {
        subtitle: subtitle ?? null,
        partNumber: partNumber ?? null,
        partTitle: partTitle ?? null,
        contributors: (contributors ?? []).map((person) => person.name),
        publisher: publisher ?? null,
        year: year ?? null,
        classNumber: classNumber ?? null,
        subjects: subjects ?? [],
        isbns: isbns ?? [],
      }),
    );
  }
  return docs;
}
