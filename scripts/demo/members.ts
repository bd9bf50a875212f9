import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { DEMO_ALLIANCE, DEMO_ROUTES } from './alliance.ts';
import type { Calls } from './calls.ts';
import type { Shelf } from './shelves.ts';
import { exportOf } from './styles/index.ts';

/** Keys of the demo, by what they are for: `operator`, `coordinator`, `librarian CODE`, `teacher CODE`, `push CODE`. */
export type DemoKeys = Readonly<Record<string, string>>;

/** Registers the libraries, working on the data folder as an administrator does. */
export async function registerLibraries(folder: string, calls: Calls): Promise<void> {
  const file = join(folder, 'libraries.json');
  const libraries = DEMO_ALLIANCE.map(({ code, kind, name, nameEn, area, stages, pupils }) => ({
    ...{ code, kind, name, nameEn, area, stages },
    ...(pupils === null ? {} : { pupils }),
  }));
  await writeFile(file, `${JSON.stringify(libraries, null, 1)}\n`);
  await calls.json(['library', 'import', file], z.unknown());
}

/** Tells the alliance its courier routes. */
export async function registerRoutes(folder: string, calls: Calls): Promise<void> {
  const file = join(folder, 'loan-rules.json');
  await writeFile(file, `${JSON.stringify({ routes: DEMO_ROUTES }, null, 1)}\n`);
  await calls.json(['partner', 'rules', file], z.unknown());
}

/** Makes the keys, or reads those of an earlier run: a demo that is started again keeps its keys. */
export async function issueKeys(folder: string, calls: Calls): Promise<DemoKeys> {
  const file = join(folder, 'demo-keys.json');
  const made: Record<string, string> = existsSync(file)
    ? z.record(z.string(), z.string()).parse(JSON.parse(await readFile(file, 'utf8')))
    : {};
  const create = async (name: string, role: string, library: readonly string[] = []) => {
    if (made[name] !== undefined) return;
    const answer = await calls.json(
      ['key', 'create', name, '--role', role, ...library],
      z.object({ id: z.string(), key: z.string() }),
    );
    made[name] = answer.key;
  };
  await create('operator', 'OPERATOR');
  await create('coordinator', 'COORDINATOR');
  for (const { code, kind } of DEMO_ALLIANCE) {
    await create(`push ${code}`, 'MEMBER_PUSH', ['--library', code]);
    await create(`librarian ${code}`, 'LIBRARIAN', ['--library', code]);
    if (kind === 'SCHOOL') await create(`teacher ${code}`, 'TEACHER', ['--library', code]);
  }
  await writeFile(file, `${JSON.stringify(made, null, 1)}\n`);
  await chmod(file, 0o600);
  return made;
}

/** Writes each library's export as that library would; answers the paths by library code. */
export async function writeExports(folder: string, shelves: readonly Shelf[]): Promise<ReadonlyMap<string, string>> {
  const place = join(folder, 'files');
  await mkdir(place, { recursive: true });
  const paths = new Map<string, string>();
  for (const shelf of shelves) {
    const { name, bytes } = exportOf(shelf);
    await writeFile(join(place, name), bytes);
    paths.set(shelf.library.code, join(place, name));
  }
  return paths;
}

/** The loans of the day of a library whose records cannot tell them: barcode, status, due date. */
export async function writeLoansOfTheDay(folder: string, shelf: Shelf): Promise<string> {
  const path = join(folder, 'files', `${shelf.library.code}.loans.csv`);
  const lines = shelf.titles
    .flatMap(({ copies }) => copies)
    .map(({ barcode, onLoan, due }) => `${barcode},${onLoan ? '借出' : '在馆'},${due ?? ''}`);
  await writeFile(path, `\ufeff条码号,状态,应还日期\r\n${lines.join('\r\n')}\r\n`);
  return path;
}

/** A page as a school would have it, with the search on it; answers its address. */
export async function writeSchoolPage(folder: string, url: string, library: string): Promise<string> {
  const path = join(folder, 'school-page.html');
  const lines = [
    '<!doctype html>',
    '<html lang="zh-CN">',
    '<meta charset="utf-8" />',
    '<meta name="viewport" content="width=device-width, initial-scale=1" />',
    '<title>平江示例小学图书馆（示例）</title>',
    '<h1>平江示例小学图书馆（示例）</h1>',
    `<script type="module" src="${url}/widget/v1/liantu.js"></script>`,
    `<liantu-search near="${library}"></liantu-search>`,
    '</html>',
  ];
  await writeFile(path, `${lines.join('\n')}\n`);
  return pathToFileURL(path).href;
}
