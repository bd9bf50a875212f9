import { Fault } from '../base/problem.ts';
import type { Connector } from '../push/connector.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A value kept outside the catalogue file: `env:UCS_PASSWORD`. */
const REFERENCE = /^env:([A-Za-z_][A-Za-z0-9_]*)$/;
/** Names of settings whose values are never shown. */
const SECRET = /password|token|secret|key/i;

/**
 * Settings as the connector takes them, with values from the environment in their places.
 *
 * @throws Fault SOURCE_SECRET_MISSING, SOURCE_SETTINGS_INVALID (names the setting, never its value)
 */
export function settingsOf(connector: Connector<unknown>, given: unknown, environment: Environment): unknown {
  const read = connector.settings.safeParse(resolved(given, environment));
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  throw new Fault('SOURCE_SETTINGS_INVALID', { detail: faults.join('; ') });
}

function resolved(value: unknown, environment: Environment): unknown {
  if (typeof value === 'string') {
    const name = REFERENCE.exec(value)?.[1];
    if (name === undefined) return value;
    const held = environment[name];
    if (held === undefined) throw new Fault('SOURCE_SECRET_MISSING', { name });
    return held;
  }
  return mapped(value, (one) => resolved(one, environment));
}

/** The same settings with every credential replaced, for people to see; references stay, for they tell nothing. */
export function shownSettings(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return SECRET.test(name) && !REFERENCE.test(value) ? '***' : value;
  return mapped(value, shownSettings);
}

function mapped(value: unknown, change: (value: unknown, name: string) => unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => change(one, ''));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, change(one, name)]));
}

export function kindUnknown(kind: string, connectors: Readonly<Record<string, unknown>>): Fault {
  return new Fault('SOURCE_KIND_UNKNOWN', { kind, known: Object.keys(connectors).join(', ') });
}
