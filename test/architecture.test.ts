import { describe, expect, it } from 'vitest';
import { type ImportLine, importsOf, shippedSources } from './support/source.ts';

/** A room: the folder it is, what it may import, and what it may import as types only. A folder's own files are always open to it. */
interface Room {
  readonly folder: string;
  readonly mayImport: readonly string[];
  readonly typesOf?: readonly string[];
}

/**
 * Who may know whom. The most specific folder counts, so `src/search/engines/embedded` answers to its own line. There
 * is no list of exceptions: what does not fit moves to another room.
 */
const ROOMS: readonly Room[] = [
  { folder: 'src/base', mayImport: [] },
  { folder: 'src/record', mayImport: ['src/base'] },
  { folder: 'src/catalogue', mayImport: ['src/base', 'src/record'] },
  { folder: 'src/push', mayImport: ['src/base', 'src/record', 'src/catalogue'] },
  { folder: 'src/search', mayImport: ['src/base', 'src/catalogue', 'src/record/description.ts'] },
  { folder: 'src/loan', mayImport: ['src/base', 'src/catalogue', 'src/record/description.ts'] },
  {
    folder: 'src/store/sqlite',
    mayImport: ['src/base', 'src/record', 'src/catalogue', 'src/push', 'src/search', 'src/loan'],
    typesOf: ['src/command/keys.ts', 'src/command/journal.ts'],
  },
  { folder: 'src/command', mayImport: ['src/base', 'src/push', 'src/catalogue', 'src/loan', 'src/search'] },
  {
    folder: 'src/gateway',
    // The vocabularies are words for people: names of classes and of reading lists.
    mayImport: ['src/base', 'src/command', 'src/search', 'src/record/write', 'src/catalogue/vocabulary'],
    typesOf: ['src/record', 'src/catalogue', 'src/push', 'src/loan'],
  },
  { folder: 'src/widget', mayImport: ['src/base/fold.ts', 'src/desk/ui'] },
  { folder: 'src/desk', mayImport: ['src/base/fold.ts', 'src/widget/ui'] },
  { folder: 'src/app', mayImport: ['src', 'connectors'] },
  {
    folder: 'connectors',
    mayImport: [
      'src/base',
      'src/record/raw.ts',
      'src/record/formats',
      'src/push/connector.ts',
      'src/push/file-source.ts',
    ],
  },
  // `check` and `push` read records on a member's own computer, where there is no app: hence record and push/client.
  {
    folder: 'scripts',
    typesOf: ['src/push/connector.ts'],
    mayImport: ['src/app', 'src/base', 'src/push/client.ts', 'src/push/availability.ts', 'src/record', 'connectors'],
  },
  { folder: 'scripts/bench', mayImport: ['src', 'connectors', 'scripts'] },
  { folder: 'scripts/dev', mayImport: ['src', 'connectors', 'scripts'] },
];

/** Rooms that only a program's outer shell may know: nobody in src imports them but app. */
const ADAPTERS = ['src/store', 'src/search/engines', 'src/loan/partners', 'connectors', 'src/app', 'scripts', 'test'];

const inside = (path: string, place: string) => path === place || path.startsWith(`${place}/`);

function roomOf(path: string): Room | undefined {
  return [...ROOMS].sort((a, b) => b.folder.length - a.folder.length).find(({ folder }) => inside(path, folder));
}

/** The sentence that says what is wrong with an import, or null where it is allowed. */
function fault({ from, to, typeOnly }: ImportLine): string | null {
  const room = roomOf(from);
  if (room === undefined) return `${from} stands in no room of the table`;
  const known = [...room.mayImport, ...(typeOnly ? (room.typesOf ?? []) : [])];
  const adapter = ADAPTERS.find((place) => inside(to, place) && !inside(from, place));
  const allowed = inside(to, room.folder) || known.some((place) => inside(to, place));
  const explicit = adapter === undefined || known.some((place) => inside(place, adapter) || place === 'src');
  if (allowed && explicit) return null;
  const kind = room.typesOf?.some((place) => inside(to, place)) ? ' as a value' : '';
  return `${from} may not import ${to}${kind}: ${room.folder.replace('src/', '')} knows only ${room.mayImport.join(', ') || 'itself'}`;
}

const projectImports = shippedSources
  .flatMap(importsOf)
  .filter(({ to }) => /^(src|connectors|scripts|test)\//.test(to) && !to.includes('/generated/'));

describe('who imports whom', () => {
  it('follows the table of rooms', () => {
    expect(projectImports.map(fault).filter((text) => text !== null)).toEqual([]);
  });

  it('lets no connector know another', () => {
    const kindOf = (path: string) => path.match(/^connectors\/([^/]+)\//)?.[1];
    const crossings = projectImports.filter(({ from, to }) => {
      const [mine, other] = [kindOf(from), kindOf(to)];
      return mine !== undefined && other !== undefined && mine !== other;
    });
    expect(crossings.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('names concrete stores and engines in src/app only', () => {
    const naming = projectImports.filter(
      ({ from, to }) =>
        (inside(to, 'src/store') || inside(to, 'src/search/engines')) &&
        !inside(from, 'src/store') &&
        !inside(from, 'src/search/engines') &&
        !inside(from, 'src/app') &&
        !inside(from, 'scripts'),
    );
    expect(naming.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('would notice: the table refuses what it should', () => {
    const line = (from: string, to: string, typeOnly = false) => fault({ from, to, typeOnly });
    expect(line('src/store/sqlite/open.ts', 'src/gateway/app.ts')).toMatch(
      /^src\/store\/sqlite\/open\.ts may not import src\/gateway\/app\.ts: store\/sqlite knows only/,
    );
    expect(line('src/gateway/loaders.ts', 'src/catalogue/store.ts', true)).toBeNull();
    expect(line('src/gateway/loaders.ts', 'src/catalogue/merge.ts')).toMatch(/as a value/);
    expect(line('src/base/fold.ts', 'src/record/marc.ts')).not.toBeNull();
    expect(line('src/search/pump.ts', 'src/search/engines/embedded/index.ts')).not.toBeNull();
    expect(line('src/app/compose.ts', 'src/store/sqlite/open.ts')).toBeNull();
    expect(line('scripts/commands/push.ts', 'src/store/sqlite/open.ts')).not.toBeNull();
  });
});

describe('settings', () => {
  it('are read from the environment in src/app/settings.ts and scripts only', async () => {
    const { textOf } = await import('./support/source.ts');
    const readers = shippedSources.filter(
      (path) => path.startsWith('src/') && path !== 'src/app/settings.ts' && /\bprocess\.env\b/.test(textOf(path)),
    );
    expect(readers).toEqual([]);
  });
});
