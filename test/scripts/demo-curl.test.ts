import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { curl } from '../../scripts/demo/curl.ts';

const URL = 'http://127.0.0.1:4000';
const QUERY = `{ search(query: "草房子's 𠮷",
    first: 1) { totalCount } }`;
const ONE_LINE = `{ search(query: "草房子's 𠮷", first: 1) { totalCount } }`;
const HEADERS = ['-H', 'Authorization: Bearer ltu_x', '-H', 'Content-Type: application/json'];

describe('the command line that the demo prints', () => {
  it('gives curl the query through a POSIX shell', () => {
    const line = curl(URL, 'ltu_x', QUERY, 'linux');
    const [name, ...given] = execFileSync('sh', ['-c', `printf '%s\\n' ${line}`], { encoding: 'utf8' })
      .trim()
      .split('\n');
    expect(name).toBe('curl');
    expect(given.slice(0, -1)).toEqual(['-s', `${URL}/graphql`, ...HEADERS, '-d']);
    expect(JSON.parse(given.at(-1) ?? '')).toEqual({ query: ONE_LINE });
  });

  it('gives curl.exe the query through PowerShell: quotes doubled, ASCII in the pipe, no quote in an argument', () => {
    const line = curl(URL, 'ltu_x', QUERY, 'win32');
    const [, piped = '', command = ''] = /^'((?:[^']|'')*)' \| (.+)$/.exec(line) ?? [];
    expect(line).toMatch(/^[ -~]+$/);
    expect(JSON.parse(piped.replaceAll("''", "'"))).toEqual({ query: ONE_LINE });
    const args = [...command.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2]);
    expect(args).toEqual(['curl.exe', '-s', `${URL}/graphql`, ...HEADERS, '--data-binary', '@-']);
    expect(command).not.toContain('"');
  });
});
