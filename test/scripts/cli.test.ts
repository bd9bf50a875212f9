import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readArgs } from '../../scripts/cli/args.ts';
import type { CliCommand, CliProgram } from '../../scripts/cli/command.ts';
import { runProgram } from '../../scripts/cli/main.ts';
import { languageOf, stripControls } from '../../scripts/cli/output.ts';
import { progressText, startProgress } from '../../scripts/cli/progress.ts';
import { pad, width } from '../../scripts/cli/width.ts';
import { Fault } from '../../src/base/problem.ts';

const options = {
  to: { type: 'string', value: 'URL', words: { zh: '网关地址', en: 'address of the gateway' } },
  only: { type: 'string', multiple: true, words: { zh: '只做', en: 'only these' } },
  'dry-run': { type: 'boolean', words: { zh: '预演', en: 'rehearse' } },
} as const;

const schema = z.object({
  to: z.url(),
  only: z.array(z.string()).default([]),
  'dry-run': z.boolean().default(false),
  positionals: z.array(z.string()).min(1).max(2),
});

const push: CliCommand = {
  name: 'push',
  summary: { zh: '推送记录', en: 'send records' },
  usage: ['push FILE… --to URL'],
  examples: [{ line: 'liantu push a.iso --to http://localhost:4000', words: { zh: '推送', en: 'send' } }],
  options,
  run: async (args, io) => {
    const given = readArgs(args, options, schema);
    io.out.json(given);
    io.out.line(`sent ${given.positionals.join(' ')} \u001b[31mred\u001b[0m`);
    io.out.tell({ zh: '完成', en: 'done' });
    return given['dry-run'] ? 3 : 0;
  },
};

const act: CliCommand = {
  ...push,
  name: 'act',
  run: async (args) => {
    readArgs(args, {}, z.object({ positionals: z.tuple([z.enum(['list', 'add'])]) }));
    return 0;
  },
};

const refused: CliCommand = {
  ...push,
  name: 'refused',
  run: async () => {
    throw new Fault('FORBIDDEN', {}, { place: '馆藏.iso' });
  },
};

const broken: CliCommand = { ...push, name: 'broken', run: async () => Promise.reject(new TypeError('no such thing')) };

const program: CliProgram = {
  name: 'liantu',
  version: '9.9.9',
  about: { zh: '联图', en: 'Liantu' },
  commands: { push: async () => push, act: async () => act, refused: async () => refused, broken: async () => broken },
};

async function run(args: string, env: Record<string, string> = { LIANTU_LANG: 'en' }) {
  let stdout = '';
  let stderr = '';
  const exit = await runProgram(program, {
    argv: args === '' ? [] : args.split(' '),
    env,
    stdin: (async function* () {})(),
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    signal: new AbortController().signal,
  });
  return { exit, stdout, stderr };
}

describe('the command line', () => {
  it('puts data on stdout and what it tells a person on stderr, without control codes of the data', async () => {
    const { exit, stdout, stderr } = await run('push a.iso --to http://h:1 --only x --only y');
    expect({ exit, stdout, stderr }).toEqual({ exit: 0, stdout: 'sent a.iso [31mred[0m\n', stderr: 'done\n' });
  });

  it('gives one JSON value with --json and nothing else on stdout', async () => {
    const { stdout } = await run('--json push a.iso --to http://h:1 --dry-run');
    expect(JSON.parse(stdout)).toMatchObject({ to: 'http://h:1', 'dry-run': true, only: [], positionals: ['a.iso'] });
  });

  it('keeps quiet with --quiet, but for the exit code', async () => {
    expect(await run('push a.iso --to http://h:1 --quiet --dry-run')).toMatchObject({ exit: 3, stderr: '' });
  });

  it.each([
    ['push a.iso', /MISSING_OPTION.*--to URL is missing/],
    ['push --to http://h:1', /MISSING_OPTION.*FILE/],
    ['push a b c --to http://h:1', /UNEXPECTED_ARGUMENT.*"c"/],
    ['push a --to nonsense', /WRONG_OPTION.*--to URL cannot be "nonsense"/],
    ['push a --too http://h:1', /UNKNOWN_OPTION.*--too/],
    ['act fly', /WRONG_ARGUMENT.*"fly" cannot stand there: .*"list"/],
    ['act', /MISSING_OPTION.*NAME/],
    ['psuh a', /UNKNOWN_COMMAND.*Did you mean "push"/],
    ['toString', /UNKNOWN_COMMAND/],
  ])('%s is a usage error that says what to do', async (args, words) => {
    const { exit, stdout, stderr } = await run(args);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(words);
  });

  it('reports a fault with code, place and remedy in the reader’s language', async () => {
    const zh = await run('refused', { LANG: 'zh_CN.UTF-8' });
    expect(zh.exit).toBe(4);
    expect(zh.stderr).toMatch(/FORBIDDEN · 馆藏\.iso 此密钥没有该权限。请使用/);
    expect((await run('refused', { LANG: 'C' })).stderr).toMatch(/This key may not do that\. Use a key/);
  });

  it('reports a fault as JSON too, so that a script need not read words', async () => {
    const { exit, stdout } = await run('refused --json');
    expect(exit).toBe(4);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'FORBIDDEN' } });
  });

  it('never shows a stack unless asked', async () => {
    const plain = await run('broken');
    expect(plain).toMatchObject({ exit: 1, stdout: '' });
    expect(plain.stderr).toMatch(/BROKEN.*no such thing/);
    expect(plain.stderr).not.toMatch(/at .*\.ts/);
    expect((await run('broken', { LIANTU_DEBUG: '1' })).stderr).toMatch(/at .*\.ts/);
  });

  it('begins its help with examples', async () => {
    const { exit, stdout } = await run('push --help');
    expect(exit).toBe(0);
    expect(stdout.indexOf('Examples')).toBeGreaterThan(0);
    expect(stdout.indexOf('Examples')).toBeLessThan(stdout.indexOf('Usage'));
    expect(stdout).toMatch(/--to URL +address of the gateway/);
    expect((await run('--help', { LIANTU_LANG: 'zh' })).stdout).toMatch(/命令:\n +push +推送记录/);
    expect(await run('')).toMatchObject({ exit: 2, stdout: '' });
    expect((await run('--version')).stdout).toBe('9.9.9\n');
  });
});

describe('words on the terminal', () => {
  it('follow LIANTU_LANG, then LC_ALL, then LANG', () => {
    expect(languageOf({ LIANTU_LANG: 'en', LC_ALL: 'zh_CN.UTF-8' })).toBe('en');
    expect(languageOf({ LC_ALL: 'zh_CN.UTF-8', LANG: 'en_US' })).toBe('zh');
    expect(languageOf({ LC_ALL: '', LANG: 'zh_TW' })).toBe('zh');
  });

  it('carry no control codes', () => {
    expect(stripControls('书\u001b]0;x\u0007名\u009b2J\tb')).toBe('书]0;x名2J\tb');
  });

  it('count Han as two columns', () => {
    expect([width('三体'), width('ab'), width('《x》')]).toEqual([4, 2, 5]);
    expect(pad('三体', 6)).toBe('三体  ');
  });
});

describe('progress', () => {
  const options = { label: { zh: '推送', en: 'Push' }, unit: { zh: '条', en: 'records' }, total: 2000 };

  it('tells share, rate and time left', () => {
    const reading = { ...options, done: 500, seconds: 1 };
    expect(progressText({ ...reading, lang: 'en' })).toBe('Push 500/2,000 records (25%) · 500 records/s · 3.0 s left');
    expect(progressText({ ...reading, lang: 'zh' })).toBe('推送 500/2,000 条 (25%) · 500 条/秒 · 还需 3.0 秒');
  });

  it.each([
    [true, 10],
    [false, 0],
  ])('redraws on a terminal (%s) and writes plain lines off one', (isTTY, redraws) => {
    let written = '';
    let time = 0;
    const stream = { isTTY, write: (text: string) => (written += text) };
    const progress = startProgress(options, { stream, lang: 'en', quiet: false, now: () => time });
    for (let i = 1; i <= 100; i++) {
      time = i * 10;
      progress.at(i * 20);
    }
    progress.end();
    expect(written.split('\u001b[2K').length - 1).toBe(redraws === 0 ? 0 : redraws + 1);
    expect(written.endsWith('Push 2,000/2,000 records (100%) · 2,000 records/s · 1.0 s\n')).toBe(true);
  });
});
