import type { LibraryCode } from '../../base/brand.ts';
import type { Library } from '../../catalogue/library.ts';
import type { Push } from '../../push/store.ts';
import { areaName } from '../areas.ts';
import type { AreaCoverage, Coverage, Quality, Resolvers } from '../generated/graphql.ts';

export const allianceResolvers = {
  Query: {
    alliance: async (_, _args, { needs, load }) => {
      const all = await needs.libraries.all();
      const codes = all.map(({ code }) => code);
      const [counts, perLibrary, pushes, marks, efficiency] = await Promise.all([
        needs.catalogue.counts(),
        load.libraryCounts.many(codes),
        load.lastPush.many(codes),
        load.lastQuality.many(codes),
        needs.loans.statistics(),
      ]);
      const items = new Map(codes.map((code, index) => [code, perLibrary[index]?.items ?? 0]));
      return {
        coverage: coverageOf(all, items),
        quality: qualityOf(
          counts,
          pushes.filter((push) => push !== null),
          marks.flatMap((mark) => mark?.report.score ?? []),
        ),
        efficiency,
        editionCount: counts.editions,
        itemCount: counts.items,
        libraryCount: all.length,
      };
    },
  },
} as const satisfies Resolvers;

type Items = ReadonlyMap<LibraryCode, number>;

/** A library is connected when the catalogue has copies of it. */
function coverageOf(all: readonly Library[], items: Items): Coverage {
  const connected = all.filter(({ code }) => (items.get(code) ?? 0) > 0);
  const areas = [...new Set(all.flatMap(({ area }) => area ?? []))].sort();
  const pupils = pupilsOf(all);
  const shared = pupils === 0 ? null : rounded(sum(connected.map(({ code }) => items.get(code) ?? 0)) / pupils);
  return {
    librariesConnected: connected.length,
    librariesKnown: all.length,
    pupilsServed: pupilsOf(connected),
    pupilsKnown: pupils,
    byArea: areas.map((area) => areaCoverage(area, all, items, shared)),
  };
}

/** Copies per pupil: of the area's own schools, and of the whole alliance to all its pupils. Null where none are told. */
function areaCoverage(area: string, all: readonly Library[], items: Items, shared: number | null): AreaCoverage {
  const here = all.filter((library) => library.area === area);
  const schools = here.filter(({ kind, pupils }) => kind === 'SCHOOL' && pupils !== null);
  const pupils = pupilsOf(schools);
  const own = sum(schools.map(({ code }) => items.get(code) ?? 0));
  return {
    area,
    name: areaName(area) ?? area,
    connected: here.filter(({ code }) => (items.get(code) ?? 0) > 0).length,
    known: here.length,
    itemsPerPupilOwn: pupils === 0 ? null : rounded(own / pupils),
    itemsPerPupilShared: shared,
  };
}

/** The mean over libraries, so that the large ones do not hide what the small ones need. */
function qualityOf(
  counts: { readonly records: number; readonly merged: number },
  pushes: readonly Push[],
  scores: readonly number[],
): Quality {
  return {
    recordsAccepted: counts.records,
    recordsQuarantined: sum(pushes.map(({ quarantined }) => quarantined)),
    duplicatesMerged: counts.merged,
    meanScore: scores.length === 0 ? 0 : rounded(sum(scores) / scores.length),
  };
}

const pupilsOf = (libraries: readonly Library[]) => sum(libraries.map(({ pupils }) => pupils ?? 0));
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
const rounded = (value: number) => Math.round(value * 100) / 100;
