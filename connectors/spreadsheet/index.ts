import { fileConnector } from '../../src/push/file-source.ts';

/** Lists of books as schools keep them: .xlsx, .xls, .csv and .tsv, told apart by their bytes. */
export const spreadsheet = fileConnector('spreadsheet', ['xlsx', 'csv']);
