import { systemClock } from '../../src/base/clock.ts';
import { openCatalogue } from '../../src/store/sqlite/catalogue.ts';
import { openForWriting } from '../../src/store/sqlite/open.ts';
import { writing } from '../../src/store/sqlite/transaction.ts';

/** Rebuilds the catalogue of a file, to be killed meanwhile: tells when it begins and how long it took. */
const [file = ''] = process.argv.slice(2);
const db = openForWriting(file);
const began = performance.now();
process.stdout.write('begun\n');
await openCatalogue(writing(db), systemClock).rebuild(() => undefined);
process.stdout.write(`${Math.round(performance.now() - began)}\n`);
db.close();
