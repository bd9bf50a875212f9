import type { Description } from './description.ts';

/** A description in the making; what a record does not tell is left out of it. */
export type Draft = { -readonly [K in keyof Omit<Description, 'localId'>]: Description[K] };

type Told<T> = {
  [K in keyof Draft]-?: T extends Exclude<Draft[K], undefined> ? K : never;
}[keyof Draft];
type TextField = Told<string>;
type ListField = Told<readonly string[]>;

export function tell(draft: { [K in TextField]?: string }, name: TextField, value: string | undefined): void {
  if (value !== undefined && value !== '') draft[name] = value;
}

export function tellAll(
  draft: { [K in ListField]?: readonly string[] },
  name: ListField,
  values: readonly string[],
): void {
  if (values.length > 0) draft[name] = values;
}
