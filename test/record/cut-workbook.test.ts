import * as xlsx from '@e965/xlsx';
import { expect, it } from 'vitest';
import { readWorkbook } from '../../src/record/formats/workbook.ts';

it('half a workbook is refused at once: its library would look for the other half for ever', () => {
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet([['题名'], ['草房子']]), '馆藏');
  const whole: Buffer = xlsx.write(book, { type: 'buffer', bookType: 'xlsx' });
  expect(readWorkbook(whole)).toMatchObject([{ name: '馆藏' }]);
  expect(readWorkbook(whole.subarray(0, 693))).toEqual({ fault: 'WORKBOOK_UNREADABLE', detail: 'its end is missing' });
});
