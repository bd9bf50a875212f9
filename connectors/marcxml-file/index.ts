import { fileConnector } from '../../src/push/file-source.ts';

/** Files of MARCXML, prefixed or not, alone or in a collection. */
export const marcxmlFile = fileConnector('marcxml-file', ['marcxml']);
