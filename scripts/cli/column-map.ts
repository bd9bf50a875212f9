import { Fault } from '../../src/base/problem.ts';
import type { ColumnTold } from '../../src/push/client.ts';
import { COLUMN_FIELDS, type ColumnField, fieldOfColumn, isColumnField } from '../../src/record/columns.ts';

/** The option of commands that read sheets. */
export const MAP_OPTION = {
  type: 'string',
  multiple: true,
  value: '列名=FIELD',
  words: { zh: '指明某一列的含义，可重复', en: 'tells what a column means; may be repeated' },
} as const;

/**
 * What `--map 列名=field` or `--map 列名=字段` tells, in order; `auto` leaves a column to its name again. A name may hold `=`, a field cannot.
 *
 * @throws Fault WRONG_COLUMN_MAP
 */
export function readColumnMap(pairs: readonly string[]): readonly ColumnTold[] {
  return pairs.map((pair) => {
    const at = pair.lastIndexOf('=');
    const column = pair.slice(0, Math.max(0, at)).trim();
    const field = fieldOf(pair.slice(at + 1).trim());
    if (column === '' || field === null)
      throw new Fault('WRONG_COLUMN_MAP', { got: pair, known: [...COLUMN_FIELDS, 'auto'].join(', ') });
    return { column, field };
  });
}

/** A field by its own name or by any name that a column of it may have: `书名=title` and `书名=题名` say the same. */
function fieldOf(text: string): ColumnField | 'auto' | null {
  return text === 'auto' || isColumnField(text) ? text : fieldOfColumn(text);
}

/** What was told now over what was told before. */
export function meanings(
  before: Readonly<Record<string, ColumnField>>,
  told: readonly ColumnTold[],
): Readonly<Record<string, ColumnField>> {
  const all = new Map<string, ColumnField>(Object.entries(before));
  for (const { column, field } of told) {
    if (field === 'auto') all.delete(column);
    else all.set(column, field);
  }
  return Object.fromEntries(all);
}
