import { clean } from './fields/text.ts';
import { type DataField, isDataField, type MarcField, type MarcRecord } from './marc.ts';

interface Place {
  readonly tag: string;
  readonly code: string;
}

const NONE: readonly DataField[] = [];

/** A record as describing asks for it: by tag and by place. Made once a record, because it is asked a hundred times. */
export class MarcIndex {
  readonly leader: string;
  readonly fields: readonly MarcField[];
  readonly #data = new Map<string, DataField[]>();
  readonly #control = new Map<string, string>();

  constructor({ leader, fields }: MarcRecord) {
    this.leader = leader;
    this.fields = fields;
    for (const field of fields) {
      if (isDataField(field)) {
        const same = this.#data.get(field.tag);
        if (same === undefined) this.#data.set(field.tag, [field]);
        else same.push(field);
      } else if (!this.#control.has(field.tag)) this.#control.set(field.tag, field.value);
    }
  }

  has(tag: string): boolean {
    return this.#data.has(tag) || this.#control.has(tag);
  }

  /** Data fields of one tag, in data order. */
  of(tag: string): readonly DataField[] {
    return this.#data.get(tag) ?? NONE;
  }

  /** The value of the first control field of that tag; empty where there is none. */
  control(tag: string): string {
    return this.#control.get(tag) ?? '';
  }

  /** All values of places written `200a`, or `003` for a control field; empty ones left out. */
  all(places: readonly string[]): string[] {
    const found: string[] = [];
    for (const where of places) {
      const { tag, code } = placeOf(where);
      if (code === '') keep(found, this.control(tag));
      else
        for (const field of this.of(tag))
          for (const sub of field.subfields) if (sub.code === code) keep(found, sub.value);
    }
    return found;
  }

  /** All values of a subfield in fields of these tags. */
  allOf(tags: readonly string[], code: string): string[] {
    const found: string[] = [];
    for (const tag of tags)
      for (const field of this.of(tag))
        for (const sub of field.subfields) if (sub.code === code) keep(found, sub.value);
    return found;
  }

  /** The first of {@link allOf}; empty where there is none. */
  firstOf(tags: readonly string[], code: string): string {
    for (const tag of tags)
      for (const field of this.of(tag)) {
        const value = firstIn(field, code);
        if (value !== '') return value;
      }
    return '';
  }

  /** The first of {@link all}; empty where there is none. */
  first(places: readonly string[]): string {
    for (const where of places) {
      const { tag, code } = placeOf(where);
      if (code === '') {
        const value = clean(this.control(tag));
        if (value !== '') return value;
      } else
        for (const field of this.of(tag)) {
          const value = firstIn(field, code);
          if (value !== '') return value;
        }
    }
    return '';
  }
}

/** The filled values of a subfield, cleaned. */
export function valuesIn(field: DataField, code: string): string[] {
  const found: string[] = [];
  for (const sub of field.subfields) if (sub.code === code) keep(found, sub.value);
  return found;
}

/** The first filled value of a subfield, cleaned; empty where there is none. */
export function firstIn(field: DataField, code: string): string {
  for (const sub of field.subfields) {
    if (sub.code !== code) continue;
    const value = clean(sub.value);
    if (value !== '') return value;
  }
  return '';
}

function keep(found: string[], text: string): void {
  const value = clean(text);
  if (value !== '') found.push(value);
}

/** Places of the field maps taken apart; there are a few hundred of them, all from data of the program. */
const places = new Map<string, Place>();

function placeOf(where: string): Place {
  const known = places.get(where);
  if (known !== undefined) return known;
  const place = { tag: where.slice(0, 3), code: where.slice(3) };
  places.set(where, place);
  return place;
}
