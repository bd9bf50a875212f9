import { fileConnector } from '../../src/push/file-source.ts';

/** Files of ISO 2709 records: MARC 21, UNIMARC, CNMARC in any charset. */
export const marcFile = fileConnector('marc-file', ['iso2709']);
