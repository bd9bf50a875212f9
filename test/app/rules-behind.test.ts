import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { alliance } from '../../scripts/dev/alliance.ts';
import { administer, CLI } from '../../src/app/administer.ts';
import { compose } from '../../src/app/compose.ts';
import { diagnose } from '../../src/app/doctor.ts';
import { filesOf, readSettings, type Settings } from '../../src/app/settings.ts';
import { systemClock } from '../../src/base/clock.ts';
import { RULE_VERSION } from '../../src/catalogue/match.ts';
import { openCatalogue } from '../../src/store/sqlite/catalogue.ts';
import { migrate } from '../../src/store/sqlite/migrate.ts';
import { openForWriting } from '../../src/store/sqlite/open.ts';
import { writing } from '../../src/store/sqlite/transaction.ts';

let folder: string;
let settings: Settings;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liantu-rules-'));
  settings = readSettings({ LIANTU_DATA: folder });
  const db = openForWriting(filesOf(settings).catalogue);
  migrate(db);
  const catalogue = openCatalogue(writing(db), systemClock);
  const records = alliance({ seed: 3, records: 60, libraries: 4 }).map(({ incoming }) => incoming);
  db.transaction(() => catalogue.merge(records))();
  db.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** As if the program had been replaced by one with newer rules, and one record sent again since. */
function matchedBefore(): void {
  const db = new Database(filesOf(settings).catalogue);
  db.prepare('UPDATE edge SET rule_version = ?').run(RULE_VERSION - 1);
  db.prepare('UPDATE edge SET rule_version = ? WHERE (b, a) = (SELECT b, a FROM edge LIMIT 1)').run(RULE_VERSION);
  db.close();
}

const rules = async () => (await diagnose(settings, systemClock)).find(({ name }) => name === 'rules');

describe('a catalogue that older rules have matched', () => {
  it('is named by doctor with the remedy, and is well again after the remedy', async () => {
    expect(await rules()).toMatchObject({ ok: true, fix: { zh: '', en: '' } });
    matchedBefore();
    expect(await rules()).toMatchObject({
      ok: false,
      detail: {
        zh: `有些按规则 ${RULE_VERSION - 1} 判定，现为 ${RULE_VERSION}`,
        en: `judged by rules ${RULE_VERSION - 1}, now ${RULE_VERSION}`,
      },
      fix: {
        zh: expect.stringMatching(/旧规则.*请运行 liantu catalogue rebuild/),
        en: expect.stringMatching(/matched by rules.*Run: liantu catalogue rebuild/),
      },
    });
    await using office = await administer({ LIANTU_DATA: folder });
    await office.commands.run({ do: 'rebuildCatalogue' }, CLI);
    expect(await rules()).toMatchObject({ ok: true });
  });

  it('is told in the log of a server that starts, in both languages, and only then', async () => {
    const starting = async () => {
      const lines: string[] = [];
      const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
      const served = await compose(settings, { log, clock: systemClock });
      await served[Symbol.asyncDispose]();
      return lines.filter((line) => line.includes('rebuild')).map((line): unknown => JSON.parse(line));
    };
    expect(await starting()).toEqual([]);
    matchedBefore();
    expect(await starting()).toMatchObject([
      {
        found: RULE_VERSION - 1,
        known: RULE_VERSION,
        words: { zh: expect.stringContaining('请运行 liantu'), en: expect.stringContaining('Run: liantu') },
      },
    ]);
  });
});
