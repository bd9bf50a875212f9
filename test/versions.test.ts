import { describe, expect, it } from 'vitest';
import { textOf } from './support/source.ts';

/** Below these, published advisories or measured faults apply; the reason stands beside each. */
const FLOORS = {
  mercurius: ['16.10.1', 'query depth counted through fragments and over WebSocket (CVE-2026-30241)'],
  graphql: ['16.15.0', 'overlapping-fields validation used for denial of service'],
  fastify: ['5.12.2', 'X-Forwarded spoofing by hop count (CVE-2026-16732)'],
  '@fastify/static': ['10.1.3', 'five path advisories'],
  undici: ['7.29.0', 'cache interceptor (CVE-2026-13697), request smuggling, gzip chains'],
  'drizzle-orm': ['0.45.2', 'identifier escaping (CVE-2026-39356)'],
  'better-sqlite3': ['12.11.1', 'the SQLite build whose durability was measured'],
  ws: ['8.23.0', 'newest of its line'],
  'fast-uri': ['3.1.9', 'host confusion (four advisories in 2026)'],
  'content-disposition': ['3.0.0', 'newest of its line'],
} as const;

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly version?: string;
        readonly license?: string;
        readonly dev?: boolean;
        readonly optional?: boolean;
        readonly optionalDependencies?: Readonly<Record<string, string>>;
      }
    >
  >;
}

const lock = JSON.parse(textOf('package-lock.json')) as Lock;
const manifest = JSON.parse(textOf('package.json')) as {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

/** Every installed copy of a package, also those nested under others. */
function installed(name: string): readonly { readonly path: string; readonly version: string }[] {
  return Object.keys(lock.packages)
    .filter((path) => path.endsWith(`node_modules/${name}`))
    .map((path) => ({ path, version: (JSON.parse(textOf(`${path}/package.json`)) as { version: string }).version }));
}

function older(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => text.split('-')[0]?.split('.').map(Number) ?? []);
  for (let i = 0; i < 3; i++) {
    const step = (left?.[i] ?? 0) - (right?.[i] ?? 0);
    if (step !== 0) return step < 0;
  }
  return false;
}

describe('versions', () => {
  it.each(Object.entries(FLOORS))('%s is not older than its floor', (name, [floor, why]) => {
    const copies = installed(name);
    expect(copies.length, `${name} is installed`).toBeGreaterThan(0);
    expect(
      copies.filter(({ version }) => older(version, floor)),
      why,
    ).toEqual([]);
  });

  it('are exact, so that two machines run the same code', () => {
    const wanted = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('are locked for every platform, or `npm ci` refuses the lock where a registry lacks one', () => {
    const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {}).filter(
        (name) => !(`node_modules/${name}` in lock.packages) && !(`${path}/node_modules/${name}` in lock.packages),
      ),
    );
    expect(missing).toEqual([]);
  });

  it('compare as numbers', () => {
    expect(older('5.9.9', '5.12.2')).toBe(true);
    expect(older('5.12.8', '5.12.2')).toBe(false);
    expect(older('16.15.0', '16.15.0')).toBe(false);
  });
});

/** Licences that a school, a company and a public library may all use without a lawyer. */
const LICENCES = [
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'Python-2.0',
  'WTFPL',
];

describe('licences', () => {
  it('of everything that is installed with the program are permissive', () => {
    const shipped = Object.entries(lock.packages).filter(([path, entry]) => path !== '' && entry.dev !== true);
    const allowed = (licence: string) =>
      licence
        .replace(/[()]/g, '')
        .split(/ OR | AND /)
        .some((part) => LICENCES.includes(part));
    expect(
      shipped
        .filter(([, entry]) => !allowed(entry.license ?? 'none'))
        .map(([path, entry]) => `${path}: ${entry.license}`),
    ).toEqual([]);
  });
});
