import type { MarcField, MarcRecord, Subfield } from '../marc.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * A parsed object as a record, in any shape in use; null where it is none.
 * - MARC-in-JSON: `{"leader","fields":[{"001":"…"},{"245":{"ind1","ind2","subfields":[{"a":"…"}]}}]}`
 * - field objects: `{"leader","fields":[{"tag":"001","value"},{"tag":"245","ind1","ind2","subfields":[{"code","value"}]}]}`
 * - MARC-JSON after MARCXML: `{"leader","controlfield":[{"tag","data"}],"datafield":[{"tag","ind":"10","subfield":[…]}]}`
 * - arrays: `{"fields":[["001","…"],["245","1","0",[["a","…"]]]]}`, and Catmandu's `{"record":[["245","1","0","a","…"]]}`
 */
export function marcOfJson(value: unknown): MarcRecord | null {
  if (!isObject(value)) return null;
  const lists = ['fields', 'record', 'controlfield', 'datafield'].map((name) => value[name]).filter(Array.isArray);
  if (lists.length === 0) return null;
  const fields = lists.flatMap((list: readonly unknown[]) => list.flatMap(fieldsOfEntry));
  const isLeader = ({ tag }: MarcField): boolean => tag === 'LDR' || tag === '000';
  const inside = fields.find(isLeader);
  const leader = textOf(value.leader) ?? (inside !== undefined && 'value' in inside ? inside.value : '');
  return { leader, fields: fields.filter((field) => !isLeader(field)) };
}

function fieldsOfEntry(entry: unknown): readonly MarcField[] {
  if (Array.isArray(entry)) return fieldOfArray(entry);
  if (!isObject(entry)) return [];
  if (entry.tag !== undefined) return fieldOf(tagOf(entry.tag), entry);
  return Object.entries(entry).flatMap(([tag, content]) => fieldOf(tagOf(tag), content));
}

/** One field, or none where its content says nothing; a text is a control field. */
function fieldOf(tag: string, content: unknown): readonly MarcField[] {
  const text = textOf(content);
  if (text !== null) return [{ tag, value: text }];
  if (!isObject(content)) return [];
  const told = content.subfields ?? content.subfield;
  if (told === undefined || told === null) {
    const value = textOf(content.value) ?? textOf(content.data) ?? textOf(content.content) ?? textOf(content['#text']);
    return value === null ? [] : [{ tag, value }];
  }
  const both = textOf(content.ind) ?? textOf(content.indicators) ?? '';
  return [
    {
      tag,
      ind1: textOf(content.ind1) ?? both[0] ?? ' ',
      ind2: textOf(content.ind2) ?? both[1] ?? ' ',
      subfields: Array.isArray(told) ? told.flatMap(subfieldsOf) : isObject(told) ? codesOf(told) : [],
    },
  ];
}

function subfieldsOf(entry: unknown): readonly Subfield[] {
  if (Array.isArray(entry)) {
    const [code, value] = [textOf(entry[0]), textOf(entry[1])];
    return code === null || value === null ? [] : [{ code, value }];
  }
  if (!isObject(entry)) return [];
  const code = textOf(entry.code);
  if (code === null) return codesOf(entry);
  const value = textOf(entry.value) ?? textOf(entry.data) ?? textOf(entry['#text']);
  return value === null ? [] : [{ code, value }];
}

/** `{"a":"…","x":["…","…"]}`. */
function codesOf(entry: Json): readonly Subfield[] {
  return Object.entries(entry).flatMap(([code, told]) =>
    (Array.isArray(told) ? told : [told]).flatMap((one: unknown) => {
      const value = textOf(one);
      return value === null ? [] : [{ code, value }];
    }),
  );
}

function fieldOfArray(entry: readonly unknown[]): readonly MarcField[] {
  const [first, ind1, ind2, ...rest] = entry;
  if (typeof first !== 'string' && typeof first !== 'number') return [];
  const tag = tagOf(first);
  if (entry.length === 2) return fieldOf(tag, ind1);
  const nested = rest.length === 1 && Array.isArray(rest[0]);
  const pairs: readonly unknown[] = nested ? rest.flat(1) : chunked(rest);
  const subfields = pairs.flatMap(subfieldsOf);
  const [only] = subfields;
  if (only?.code === '_' && subfields.length === 1) return [{ tag, value: only.value }];
  return [{ tag, ind1: textOf(ind1) ?? ' ', ind2: textOf(ind2) ?? ' ', subfields }];
}

function chunked(flat: readonly unknown[]): readonly (readonly unknown[])[] {
  const pairs: (readonly unknown[])[] = [];
  for (let at = 0; at + 1 < flat.length; at += 2) pairs.push([flat[at], flat[at + 1]]);
  return pairs;
}

const tagOf = (tag: unknown): string => String(tag).padStart(3, '0');

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : null;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
