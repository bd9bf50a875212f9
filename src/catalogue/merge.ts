import type { LibraryCode } from '../base/brand.ts';
import type { Contributor, Description } from '../record/description.ts';
import type { MergedEdition, MergeMember, MergeTask } from './decision.ts';
import type { Edition, FieldProvenance, Stage } from './edition.ts';
import { facetOf, workKeysOf } from './facet.ts';
import { type Choice, choose } from './merge-field.ts';
import { stagesOfWords } from './vocabulary/audience.ts';
import { listingsOf, stagesOfGrades } from './vocabulary/reading-lists.ts';

/**
 * Merges an edition field by field out of its best records; made anew whenever they change, never edited in place.
 * `members` are best first, which settles every tie.
 */
export function merge(task: MergeTask): MergedEdition {
  const record = new MergeRecord(task);
  const edition = editionOf(record);
  const facet = facetOf(edition, task.forms);
  return { edition, facet, workKeys: workKeysOf(facet) };
}

/** Where each field of the merged edition came from; found anew when asked for, as it is far longer than the edition. */
export function provenanceOf(task: Pick<MergeTask, 'members' | 'pins'>): readonly FieldProvenance[] {
  const record = new MergeRecord(task);
  editionOf(record);
  return record.provenance;
}

function editionOf(record: MergeRecord): Edition {
  const title = record.text('title') ?? '';
  const contributors = record.contributors();
  const subjects = record.list('subjects');
  const audience = record.text('audience');
  const listings = listingsOf(title, contributors);
  const stages = new Set<Stage>(listings.flatMap(({ grades }) => stagesOfGrades(grades[0], grades[1])));
  if (stages.size === 0) for (const stage of stagesOfWords([...subjects, audience ?? ''])) stages.add(stage);
  return {
    title,
    subtitle: record.text('subtitle'),
    partNumber: record.text('partNumber'),
    partTitle: record.text('partTitle'),
    parallelTitles: record.list('parallelTitles'),
    variantTitles: record.variantTitles(title),
    contributors,
    responsibility: record.text('responsibility'),
    publisher: record.text('publisher'),
    place: record.text('place'),
    year: record.number('year'),
    editionStatement: record.text('edition'),
    isbns: record.list('isbns'),
    issn: record.text('issn'),
    unifiedBookNumber: record.text('unifiedBookNumber'),
    language: record.text('language'),
    extent: record.text('extent'),
    carrier: record.carrier(),
    series: record.series(),
    classNumber: record.text('classNumber'),
    subjects,
    summary: record.text('summary'),
    audience,
    price: record.text('price'),
    stages: [...stages],
    readingLists: [...new Set(listings.map(({ list }) => list))],
    titlePinyin: record.text('titlePinyin'),
  };
}

type TextField = {
  [F in keyof Description]-?: Exclude<Description[F], undefined> extends string ? F : never;
}[keyof Description];
type ListField = 'parallelTitles' | 'isbns' | 'subjects';

const LIST_MOST = 20;

/** The members' values at hand, and the provenance of each field as it is decided. */
class MergeRecord {
  readonly provenance: FieldProvenance[] = [];
  readonly #members: readonly MergeMember[];
  readonly #pins: Readonly<Record<string, string>>;

  constructor({ members, pins }: Pick<MergeTask, 'members' | 'pins'>) {
    this.#members = members;
    this.#pins = pins;
  }

  text(field: TextField): string | null {
    const pinned = this.#pins[field === 'edition' ? 'editionStatement' : field];
    const choice = choose(
      field,
      this.#values((description) => description[field]),
    );
    if (pinned !== undefined) return this.#pin(field, pinned, choice);
    return this.#note(field, choice);
  }

  number(field: 'year'): number | null {
    const choice = choose(
      field,
      this.#values((description) => description[field]?.toString()),
    );
    const pinned = this.#pins[field];
    const value = pinned === undefined ? this.#note(field, choice) : this.#pin(field, pinned, choice);
    return value === null || !/^\d{1,4}$/.test(value) ? null : Number(value);
  }

  /** The union, values of better records first. */
  list(field: ListField): readonly string[] {
    const pinned = this.#pins[field];
    if (pinned !== undefined) {
      this.#pin(field, pinned, null);
      return pinned.split(/\s*[;；]\s*/u).filter((value) => value !== '');
    }
    const values = this.#members.flatMap(({ incoming }) => incoming.description[field] ?? []);
    const found = [...new Set(values)].slice(0, LIST_MOST);
    const first = this.#members.find(({ incoming }) => (incoming.description[field] ?? []).length > 0);
    if (first !== undefined) this.#add(field, found.join('; '), first.key.library, 'union', []);
    return found;
  }

  contributors(): readonly Contributor[] {
    const choice = choose(
      'contributors',
      this.#values(({ contributors = [] }) => statement(contributors)),
    );
    this.#note('contributors', choice);
    const from = this.#members.find(({ ref }) => ref === choice?.ref);
    return from?.incoming.description.contributors ?? [];
  }

  series(): Edition['series'] {
    const from = this.#members.find(({ incoming }) => (incoming.description.series ?? []).length > 0);
    return from?.incoming.description.series ?? [];
  }

  carrier(): Edition['carrier'] {
    const told = this.#members.flatMap(({ incoming }) => incoming.description.carrier ?? []);
    return told.find((carrier) => carrier !== 'OTHER') ?? told[0] ?? 'PRINT';
  }

  /** Variant and uniform titles, and titles proper of members that differ from the chosen one: a reader may look for them. */
  variantTitles(title: string): readonly string[] {
    const all = this.#members.flatMap(({ incoming: { description } }) => [
      ...(description.variantTitles ?? []),
      ...(description.uniformTitle === undefined ? [] : [description.uniformTitle]),
      description.title,
    ]);
    return [...new Set(all)].filter((text) => text !== title && text !== '').slice(0, LIST_MOST);
  }

  #values(of: (description: Description) => string | undefined) {
    return this.#members.flatMap(({ ref, key, quality, incoming }) => {
      const value = of(incoming.description);
      return value === undefined || value === '' ? [] : [{ ref, library: key.library, quality, value }];
    });
  }

  #note(field: keyof Description, choice: Choice | null): string | null {
    if (choice === null) return null;
    this.#add(field, choice.value, choice.library, choice.rule, choice.alternatives);
    return choice.value;
  }

  #pin(field: keyof Description, value: string, choice: Choice | null): string {
    const library = choice?.library ?? this.#members[0]?.key.library;
    const others = choice === null ? [] : [choice.value, ...choice.alternatives].filter((other) => other !== value);
    if (library !== undefined) this.#add(field, value, library, 'pinned', others);
    return value;
  }

  #add(
    field: keyof Description,
    value: string,
    library: LibraryCode,
    rule: string,
    alternatives: readonly string[],
  ): void {
    this.provenance.push({ field, value, library, rule, alternatives });
  }
}

function statement(contributors: readonly Contributor[]): string {
  return contributors
    .map(({ name, role, nationality, dynasty }) => {
      const from = dynasty ?? nationality;
      return `${from === undefined ? '' : `(${from})`}${name}${role ?? ''}`;
    })
    .join('; ');
}
