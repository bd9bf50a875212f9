import { describe, expect, it } from 'vitest';
import { MESSAGES, type Message, say } from '../src/base/messages.ts';
import { filesBelow, shippedSources, textOf } from './support/source.ts';

const listed = new Set<string>(Object.keys(MESSAGES));
const tables = filesBelow('src/base/messages', '.ts');
const users = shippedSources.filter((path) => !tables.includes(path));
const quoted = new Set(
  users.flatMap((path) => [...textOf(path).matchAll(/['"`]([A-Z][A-Z0-9_]{3,})['"`]/g)].map((m) => m[1])),
);

const HAN = /\p{Script=Han}/u;
/** Places to fill; `{message}` and `{messageZh}` are one place in two languages. */
const places = (text: string) => new Set([...text.matchAll(/\{(\w+?)(?:Zh)?\}/g)].map((match) => match[1]));

describe('messages', () => {
  const entries: readonly (readonly [string, Message])[] = Object.entries(MESSAGES);

  it.each(entries)('%s speaks both languages', (_code, message) => {
    expect(message.en.trim()).not.toBe('');
    expect(message.zh).toMatch(HAN);
    // What stands in quotation marks or brackets is quoted from a record.
    expect(message.en.replace(/[[“"].*?[\]”"]/g, '')).not.toMatch(HAN);
    // A remedy in one language only would leave the other reader alone.
    expect(message.remedyZh === '').toBe(message.remedyEn === '');
    if (message.remedyZh !== '') expect(message.remedyZh).toMatch(HAN);
    expect(places(message.zh + message.remedyZh)).toEqual(places(message.en + message.remedyEn));
    // `say` sets the stop between words and remedy.
    for (const text of [message.en, message.zh]) expect(text).not.toMatch(/[.。]$/);
  });

  it('holds no code that nothing uses', () => {
    expect([...listed].filter((code) => !quoted.has(code))).toEqual([]);
  });

  it('holds every code that is used', () => {
    const used = users.flatMap((path) =>
      [...textOf(path).matchAll(/(?:new Fault\(|\bproblem\(|\bfinding\(|\bsay\()\s*'([A-Z][A-Z0-9_]{3,})'/g)].map(
        (match) => `${path}: ${match[1]}`,
      ),
    );
    expect(used.filter((line) => !listed.has(line.split(': ')[1] ?? ''))).toEqual([]);
  });

  it('lists each code in one table only', () => {
    const codes = tables.flatMap((path) =>
      [...textOf(path).matchAll(/^ {2}([A-Z][A-Z0-9_]+): \{/gm)].map((m) => m[1] ?? ''),
    );
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
    expect(new Set(codes)).toEqual(listed);
  });

  it('fills places in words and remedy, in both languages', () => {
    const values = { command: 'psh', like: 'push' };
    expect(say('UNKNOWN_COMMAND', 'en', values)).toMatch(/"psh".*Did you mean "push"/);
    expect(say('UNKNOWN_COMMAND', 'zh', values)).toMatch(/“psh”.*“push”/);
    const quoted = { command: 'serve', said: 'The port is taken.' };
    expect(say('DEMO_STEP_FAILED', 'en', quoted)).toMatch(/taken\. Remove/);
  });
});
