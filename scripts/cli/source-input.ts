import { z } from 'zod';
import { Fault } from '../../src/base/problem.ts';
import { readTextFile } from './text-file.ts';

export interface GivenSettings {
  /** Path of a JSON file. */
  readonly settings?: string | undefined;
  /** `NAME=VALUE`. */
  readonly set: readonly string[];
}

/** `--set` goes over the file; `login.user=x` reaches into an object. */
export async function settingsFrom(wanted: GivenSettings): Promise<Record<string, unknown>> {
  const text = wanted.settings === undefined ? '{}' : await readTextFile(wanted.settings);
  const settings = jsonObject(text) ?? {};
  for (const pair of wanted.set) {
    const at = pair.indexOf('=');
    const path = pair.slice(0, at).split('.');
    const last = path.pop() ?? '';
    let place = settings;
    for (const step of path) {
      const inner = jsonObject(JSON.stringify(place[step] ?? {})) ?? {};
      place[step] = inner;
      place = inner;
    }
    place[last] = jsonOrText(pair.slice(at + 1));
  }
  return settings;
}

const JsonObject = z.record(z.string(), z.unknown());

function jsonObject(text: string): Record<string, unknown> | null {
  const read = JsonObject.safeParse(jsonOrText(text));
  return read.success ? read.data : null;
}

/** JSON where it is JSON, else the text itself. */
function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    return text;
  }
}

type Schedule =
  | { readonly kind: 'every'; readonly minutes: number }
  | { readonly kind: 'daily'; readonly hour: number; readonly minute: number };

const UNITS: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440 };

/** `--every 6h` or `--daily 02:30`; null without either. Throws Fault WRONG_OPTION. */
export function readSchedule(given: {
  readonly every?: string | undefined;
  readonly daily?: string | undefined;
}): Schedule | null {
  if (given.every !== undefined) {
    const [, count, unit] = /^(\d{1,4})([mhd])$/.exec(given.every) ?? [];
    const minutes = Number(count) * (UNITS[unit ?? ''] ?? Number.NaN);
    if (minutes >= 5) return { kind: 'every', minutes };
    throw new Fault('WRONG_OPTION', {
      option: '--every',
      value: given.every,
      detail: 'must be like 30m, 6h or 1d, at least 5m',
    });
  }
  if (given.daily === undefined) return null;
  const [, hour, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(given.daily) ?? [];
  if (hour !== undefined && minutes !== undefined)
    return { kind: 'daily', hour: Number(hour), minute: Number(minutes) };
  throw new Fault('WRONG_OPTION', { option: '--daily', value: given.daily, detail: 'must be a time such as 02:30' });
}
