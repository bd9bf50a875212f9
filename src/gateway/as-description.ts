import type { EditionView } from '../catalogue/store.ts';
import type { Description } from '../record/description.ts';

/**
 * A merged edition as one record of its own, for citing and for export. What no member says is null there and absent
 * here. Holdings are told elsewhere.
 */
export function asDescription({ id, edition }: EditionView): Description {
  const said = <K extends string, V>(name: K, value: V | null) => (value === null ? {} : { [name]: value });
  return {
    localId: id,
    title: edition.title,
    carrier: edition.carrier,
    parallelTitles: edition.parallelTitles,
    variantTitles: edition.variantTitles,
    contributors: edition.contributors,
    isbns: edition.isbns,
    series: edition.series,
    subjects: edition.subjects,
    holdings: [],
    ...said('subtitle', edition.subtitle),
    ...said('partNumber', edition.partNumber),
    ...said('partTitle', edition.partTitle),
    ...said('responsibility', edition.responsibility),
    ...said('publisher', edition.publisher),
    ...said('place', edition.place),
    ...said('year', edition.year),
    ...said('edition', edition.editionStatement),
    ...said('issn', edition.issn),
    ...said('unifiedBookNumber', edition.unifiedBookNumber),
    ...said('language', edition.language),
    ...said('extent', edition.extent),
    ...said('classNumber', edition.classNumber),
    ...said('summary', edition.summary),
    ...said('audience', edition.audience),
    ...said('price', edition.price),
  };
}
