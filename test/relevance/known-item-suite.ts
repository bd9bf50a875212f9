import { createReadStream } from 'node:fs';
import * as OpenCC from 'opencc-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFile } from '../../src/record/file.ts';
import { readRecord } from '../../src/record/read.ts';
import { titleKey } from '../../src/search/analyse.ts';
import type { SearchDoc } from '../../src/search/document.ts';
import type { SearchEngine } from '../../src/search/engine.ts';
import { doc, fromList, request } from '../search/documents.ts';
import { dataPresent, sharedData } from '../support/data.ts';
import { GATES, type Kind, type KnownItem, knownItems, seeded } from './known-items.ts';

/** 10,000 for the figures of a release; every run of the tests takes a tenth. */
const QUERIES = Number(process.env.LIANTU_KNOWN_ITEMS ?? 1_000);

/** Asks an engine for known items among a school's titles; `make` gives an empty engine. */
export function knownItemSuite(engineName: string, make: () => Promise<SearchEngine>): void {
  describe.skipIf(!dataPresent)(`${QUERIES} known items among a school's titles in ${engineName}`, () => {
    let engine: SearchEngine;
    const figures = new Map<Kind, Figure>();

    beforeAll(async () => {
      const docs = await schoolTitles();
      engine = await make();
      await engine.rebuild(fromList(docs), 1);
      const keys = new Map(docs.map((one) => [one.id as string, titleKey(one.title)]));
      const traditional = OpenCC.Converter({ from: 'cn', to: 't' });
      for (const item of knownItems({ docs, keyOf: titleKey, traditional, random: seeded(20_261_123) }, QUERIES)) {
        const { hits } = await engine.search(request(item.query, { first: 10 }), new AbortController().signal);
        const found = hits.map((hit) => keys.get(hit.id) ?? '');
        figures.set(item.kind, counted(figures.get(item.kind), item, found));
      }
    }, 600_000);
    afterAll(async () => {
      await engine.close();
      for (const [kind, { at1, at10, all, missed }] of figures) {
        console.log(
          `${engineName}, ${kind}: hit@1 ${percent(at1, all)} hit@10 ${percent(at10, all)} of ${all}; missed e.g. ${missed.slice(0, 5).join(', ')}`,
        );
      }
    });

    it.each(Object.entries(GATES) as [Kind, readonly [number | null, number]][])('%s', (kind, [at1, at10]) => {
      const figure = figures.get(kind);
      expect(figure?.all).toBeGreaterThan(QUERIES / 20);
      if (at1 !== null) expect((figure?.at1 ?? 0) / (figure?.all ?? 1)).toBeGreaterThanOrEqual(at1 / 100);
      expect((figure?.at10 ?? 0) / (figure?.all ?? 1)).toBeGreaterThanOrEqual(at10 / 100);
    });
  });
}

interface Figure {
  readonly at1: number;
  readonly at10: number;
  readonly all: number;
  readonly missed: readonly string[];
}

function counted(before: Figure | undefined, { query, wanted }: KnownItem, found: readonly string[]): Figure {
  const { at1, at10, all, missed } = before ?? { at1: 0, at10: 0, all: 0, missed: [] };
  const hit = found.includes(wanted);
  return {
    at1: at1 + (found[0] === wanted ? 1 : 0),
    at10: at10 + (hit ? 1 : 0),
    all: all + 1,
    missed: hit ? missed : [...missed, `${query} → ${wanted}`],
  };
}

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
