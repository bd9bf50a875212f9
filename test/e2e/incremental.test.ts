import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { controlField } from '../../src/record/marc.ts';
import { graphql, liantu, makeKey, startGateway } from '../support/cli.ts';
import { dataPresent, sharedData } from '../support/data.ts';
import { readMarc } from '../support/read-marc.ts';

const file = (name: string): string => sharedData(`marc/corpus/gpo_incremental/${name}`);
const LIBRARY = 'CN-320500-4-SUDA';

/** The bytes of each record of a file, by its number. */
async function recordsOf(name: string): Promise<ReadonlyMap<string, string>> {
  const { raws, records } = await readMarc(file(name));
  const base64 = (at: number): string => Buffer.from(raws[at]?.bytes ?? []).toString('base64');
  return new Map(records.map((record, at) => [controlField(record, '001') ?? '', base64(at)]));
}

describe.skipIf(!dataPresent)('a month of a real library through DELTA pushes', () => {
  it('ends exactly as its files say: new, changed, deleted', async () => {
    await using gateway = await startGateway();
    const folder = await mkdtemp(join(tmpdir(), 'liantu-incremental-'));
    await liantu(['library', 'add', LIBRARY, 'GPO', '--kind', 'UNIVERSITY'], gateway.env);
    const LIANTU_KEY = await makeKey(gateway.env, 'MEMBER_PUSH', LIBRARY);
    const reader = await makeKey(gateway.env, 'OPERATOR');
    const run = async (command: string, list: string): Promise<{ exit: number | null; answer: unknown }> => {
      const args = [command, list, '--to', gateway.url, '--library', LIBRARY, '--json'];
      const { exit, stdout, stderr } = await liantu(args, { LIANTU_KEY });
      expect(stdout, stderr).not.toBe('');
      return { exit, answer: JSON.parse(stdout) };
    };

    const fresh = await recordsOf('new_records_202601_807_utf8.mrc');
    const changed = await recordsOf('changed_records_202601_1563_utf8.mrc');
    const both = [...changed.keys()].filter((id) => fresh.has(id)).length;
    expect(await run('push', file('new_records_202601_807_utf8.mrc'))).toMatchObject({
      exit: 0,
      answer: { state: 'DONE', received: 807, added: 807, quarantined: 0 },
    });
    expect(await run('push', file('changed_records_202601_1563_utf8.mrc'))).toMatchObject({
      exit: 0,
      answer: { state: 'DONE', received: 1563, added: 1563 - both, quarantined: 0 },
    });

    const expected = new Map([...fresh, ...changed]);
    const doomed = [...expected.keys()].filter((_, at) => at % 11 === 3).slice(0, 200);
    for (const id of doomed) expected.delete(id);
    // As the library's own lists write them: a header, no leading zeros.
    const list = join(folder, 'deleted.csv');
    await writeFile(list, `Sys. No.,OCLC No.\n${doomed.map((id) => `${Number(id)},`).join('\n')}\n`);
    const first = await run('delete', list);
    expect(first).toMatchObject({ exit: 0, answer: { state: 'DONE', received: 200, deleted: 200, unknown: 0 } });
    expect(await run('delete', list)).toMatchObject({ exit: 0, answer: { deleted: 0, unknown: 200 } });
    // These name records that were never sent: that is no error.
    for (const [name, count] of Object.entries({ '202602': 87, '202603': 45 })) {
      const answer = await run('delete', file(`${name}_deleted_records.csv`));
      expect(answer).toMatchObject({
        exit: 0,
        answer: { received: count, deleted: 0, unknown: count, quarantined: 0 },
      });
    }

    // Every tenth byte for byte; that there are no others, the count tells.
    const some = [...expected].filter((_, at) => at % 10 === 0);
    const standing = await standingRecords(
      gateway,
      reader,
      some.map(([id]) => id),
    );
    expect(some.filter(([id, bytes]) => standing.get(id) !== bytes).map(([id]) => id)).toEqual([]);
    for (const id of doomed.slice(0, 10))
      await expect(standingRecords(gateway, reader, [id])).rejects.toThrow(/Not found/);
    const { stdout } = await liantu(['catalogue', 'stats', '--json'], gateway.env);
    expect(JSON.parse(stdout)).toMatchObject({ records: expected.size });
    await rm(folder, { recursive: true });
  });
});

/** Each record as it stands, in Base64; throws where one does not. */
async function standingRecords(
  gateway: { readonly url: string },
  key: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const standing = new Map<string, string>();
  for (let at = 0; at < ids.length; at += 15) {
    const some = ids.slice(at, at + 15);
    const fields = some.map(
      (id, n) => `r${n}: sourceRecord(library: "${LIBRARY}", localId: "${id}") { raw(as: BASE64) }`,
    );
    const query = `{ ${fields.join(' ')} }`;
    const answer = await graphql<Record<string, { readonly raw: string }>>(gateway, key, query);
    for (const [n, id] of some.entries()) standing.set(id, answer[`r${n}`]?.raw ?? '');
  }
  return standing;
}
