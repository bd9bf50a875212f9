import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, liantu, makeKey } from '../support/cli.ts';
import { marcFile, type Site, site } from './site.ts';
import { leftBehind } from './state.ts';
import { wire } from './wire.ts';

const OWN = 'CN-320508-C-OWN';
const OTHER = 'CN-320508-C-OTHR';

describe('bad input to push', () => {
  let at: Site;
  let operator: string;
  let own: string;
  let good: string;

  beforeAll(async () => {
    at = await site();
    await at.start();
    operator = await at.addLibraries([OWN, OTHER]);
    own = await makeKey(at.env, 'MEMBER_PUSH', OWN);
    good = marcFile(at.folder, 'good.iso', 40);
  });
  afterAll(() => at?.[Symbol.asyncDispose]());

  const file = (name: string, content: string | Buffer) => {
    const path = join(at.folder, name);
    writeFileSync(path, content);
    return path;
  };
  const pushes = async () => {
    const { data } = await wire(at.url, operator).graphql(
      'query ($l: String!) { pushes(library: $l) { totalCount } }',
      { l: OWN },
    );
    return data?.pushes;
  };

  it.each([
    ['an unknown profile', () => [good, '--library', OWN, '--profile', 'aleph'], 2, /UNKNOWN_PROFILE.*auto, nlc/s],
    ['an unknown charset', () => [good, '--library', OWN, '--charset', 'ebcdic'], 2, /UNKNOWN_CHARSET.*gb18030/s],
    ['no file', () => ['--library', OWN], 2, /MISSING_OPTION/],
    ['another library’s code', () => [good, '--library', OTHER], 4, /FORBIDDEN/],
    ['an empty file', () => [file('empty.mrc', ''), '--library', OWN], 1, /FILE_EMPTY/],
    [
      'a PDF named .mrc',
      () => [file('book.mrc', '%PDF-1.7\n%âãÏÓ\n1 0 obj <</Type /Catalog>> endobj'), '--library', OWN],
      1,
      /FILE_NOT_RECORDS.*ISO 2709/s,
    ],
    ['a file that is not there', () => ['nothing.iso', '--library', OWN], 1, /FILE_UNREADABLE.*nothing\.iso/s],
    ['one good file and one that is empty', () => [good, file('empty2.mrc', ''), '--library', OWN], 1, /empty2\.mrc/],
  ] as const)('%s: its exit code and what to do, and no push is left behind', async (_what, args, exit, says) => {
    const before = await pushes();
    const end = await at.push(args(), own).done;
    expect(end.stderr).toMatch(says);
    expect(end.exit).toBe(exit);
    expect(await pushes()).toEqual(before);
  });

  it('a wrong key, no key, a server that is not there', async () => {
    expect((await at.push([good, '--library', OWN], 'ltu_push_wrong').done).exit).toBe(4);
    const keyless = await liantu(['push', good, '--to', at.url, '--library', OWN], {
      HOME: at.folder,
      LIANTU_LANG: 'zh',
    });
    expect(keyless).toMatchObject({ exit: 4 });
    expect(keyless.stderr).toMatch(/LIANTU_KEY/);
    const nowhere = ['push', good, '--to', `http://127.0.0.1:${await freePort()}`, '--library', OWN];
    const away = await liantu(nowhere, { LIANTU_KEY: own, LIANTU_LANG: 'zh' });
    expect(away.exit).toBe(5);
    expect(away.stderr).toMatch(/SERVER_AWAY.*无法连接服务器/s);
  });

  it('a library that there is not', async () => {
    const end = await at.push([good, '--library', 'CN-320508-C-NONE'], operator).done;
    expect(end.exit).toBe(1);
    expect(end.stderr).toMatch(/UNKNOWN_LIBRARY|no library/);
  });

  it('records that cannot be read are quarantined and told, the others are kept', async () => {
    const broken = file(
      'broken.iso',
      Buffer.concat([readFileSync(good), Buffer.from('00042nam0 this is no record at all\x1d')]),
    );
    const end = await at.push([broken, '--library', OWN], own).done;
    expect(JSON.parse(end.stdout)).toMatchObject({ state: 'DONE', received: 41, added: 40, quarantined: 1 });
    expect(end.exit).toBe(3);
    expect(end.stderr).toMatch(/quarantined record 41: \w+/);
  });

  it('half a file is rehearsed, held, told how to confirm, and confirmed', async () => {
    const half = file('half.iso', readFileSync(marcFile(at.folder, 'whole.iso', 20)));
    const rehearsed = await at.push([half, '--library', OWN, '--snapshot', '--dry-run'], own).done;
    expect(JSON.parse(rehearsed.stdout)).toMatchObject({ state: 'DONE', unchanged: 20, deleted: 20 });
    expect(leftBehind(at.folder, OWN).records).toHaveLength(40);
    const held = await at.push([half, '--library', OWN, '--snapshot'], own).done;
    expect(held.exit).toBe(3);
    expect(JSON.parse(held.stdout)).toMatchObject({ state: 'HELD', deleted: 0 });
    expect(leftBehind(at.folder, OWN).records).toHaveLength(40);
    const confirm = /liantu (push .* --resume \S+ --confirm-shrink)/.exec(held.stderr)?.[1]?.split(' ') ?? [];
    const confirmed = await liantu([...confirm, '--json'], { LIANTU_KEY: own });
    expect(confirmed.exit, confirmed.stderr).toBe(0);
    expect(JSON.parse(confirmed.stdout)).toMatchObject({ state: 'DONE', deleted: 20 });
    expect(leftBehind(at.folder, OWN).records).toHaveLength(20);
  });
});
