/** The words in which matching tells its reasons, for the command line. */
export { evidenceLabel } from '../catalogue/evidence/words.ts';
