import { expect, it } from 'vitest';
import { readColumnMap } from '../../scripts/cli/column-map.ts';

it.each([
  ['书目=title', { column: '书目', field: 'title' }],
  ['书目=题名', { column: '书目', field: 'title' }],
  ['a=b=条码号', { column: 'a=b', field: 'barcode' }],
  ['书目=auto', { column: '书目', field: 'auto' }],
])('%s', (pair, told) => expect(readColumnMap([pair])).toEqual([told]));

it.each(['书目=书目录', '=title', '书目', '书目='])('%s is refused', (pair) =>
  expect(() => readColumnMap([pair])).toThrow(expect.objectContaining({ code: 'WRONG_COLUMN_MAP' })),
);
