import { controlField, type DataField, isDataField, type MarcField, type MarcRecord } from '../marc.ts';

/** Languages whose MARC21 records stand romanised in the regular fields and in their own script in 880. */
const OWN_SCRIPT = new Set(['chi', 'zho', 'jpn', 'kor']);
/** `880-01`, `245-01/$1`: the other field's tag and the occurrence that ties the two together; 00 ties to none. */
const LINK = /^(\d{3})-(\d{2})/;

/**
 * A MARC21 record with its 880 fields in the places they stand for, so that a Chinese title is read in Han and not in
 * pinyin (MARC 21, appendix A, model A). The romanised title stays in 245$9 for search. Records of other languages, and
 * records without 880, come back as they are.
 */
export function inOwnScript(record: MarcRecord): MarcRecord {
  const language = (controlField(record, '008') ?? '').slice(35, 38);
  const alternates = record.fields.filter((field) => field.tag === '880' && isDataField(field));
  if (alternates.length === 0 || !OWN_SCRIPT.has(language)) return record;
  const linked = new Map<string, DataField>();
  const alone: MarcField[] = [];
  for (const field of alternates) {
    if (!isDataField(field)) continue;
    const [, tag = '', occurrence = ''] = linkOf(field)?.match(LINK) ?? [];
    if (tag === '') continue;
    if (occurrence === '00') alone.push(standingFor(tag, field));
    else linked.set(`${tag}-${occurrence}`, field);
  }
  const fields = record.fields
    .filter((field) => field.tag !== '880')
    .map((field) => {
      const occurrence = isDataField(field) ? linkOf(field)?.match(LINK)?.[2] : undefined;
      const own = occurrence === undefined ? undefined : linked.get(`${field.tag}-${occurrence}`);
      return own === undefined ? field : standingFor(field.tag, own, field);
    });
  return { ...record, fields: [...fields, ...alone] };
}

const linkOf = (field: DataField): string | undefined => field.subfields.find(({ code }) => code === '6')?.value;

function standingFor(tag: string, own: DataField, romanised?: MarcField): DataField {
  const subfields = own.subfields.filter(({ code }) => code !== '6');
  const roman =
    tag === '245' && romanised !== undefined && isDataField(romanised)
      ? romanised.subfields
          .filter(({ code }) => code === 'a')
          .map(({ value }) => ({ code: '9', value: trimIsbd(value) }))
      : [];
  return { ...own, tag, subfields: [...subfields, ...roman] };
}

const trimIsbd = (text: string): string => text.replace(/\s*[/:=.]\s*$/, '');
