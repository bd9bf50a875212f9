import { fileConnector } from '../../src/push/file-source.ts';

/** Files of MARC records in any way to write them but MARCXML, in any charset. */
export const marcFile = fileConnector('marc-file', ['iso2709', 'marc-json', 'aleph', 'mrk', 'marc-text', 'bdf']);
