import { marcxmlFile } from '../../connectors/marcxml-file/index.ts';
import type { FileSettings } from '../../src/push/file-source.ts';
import { connectorSuite } from '../contract/connector.ts';
import { fileOf, positions } from '../support/file-source.ts';
import { marcXml, xmlNumberOf } from '../support/iso2709.ts';

connectorSuite<FileSettings>({
  connector: marcxmlFile,
  start: (trouble) =>
    fileOf(trouble, '馆藏.xml', ({ records, bad }) => {
      const list = positions(records).map((at) => {
        const xml = marcXml(String(at), `书 ${at}`);
        return at === bad ? xml.replace('</subfield>', '&nowhere;</subfield>') : xml;
      });
      return `<?xml version="1.0" encoding="UTF-8"?>\n<collection>${list.join('\n')}</collection>`;
    }),
  idOf: ({ raw }) => xmlNumberOf(raw.bytes),
  secrets: [],
  deleted: [],
  canHang: false,
  badRecords: 'handed-on',
});
