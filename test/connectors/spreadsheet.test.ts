import { spreadsheet } from '../../connectors/spreadsheet/index.ts';
import type { FileSettings } from '../../src/push/file-source.ts';
import { connectorSuite } from '../contract/connector.ts';
import { fileOf, positions } from '../support/file-source.ts';

connectorSuite<FileSettings>({
  connector: spreadsheet,
  start: (trouble) =>
    fileOf(trouble, '馆藏.csv', ({ records, bad }) => {
      const rows = positions(records).map((at) =>
        at === bad ? `,,,${at},,` : `书${at},作者${at},出版社,${at},I287.5,1`,
      );
      return `书名,作者,出版社,条码号,分类号,册数\r\n${rows.join('\r\n')}\r\n`;
    }),
  idOf: ({ raw }) => /条码号":"(\d+)"/.exec(new TextDecoder().decode(raw.bytes))?.[1] ?? '',
  secrets: [],
  deleted: [],
  canHang: false,
  badRecords: 'handed-on',
});
