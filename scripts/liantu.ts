#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import type { CliProgram } from './cli/command.ts';
import { runOnProcess } from './cli/process.ts';

/** Every command by its name: one line each, loaded only when called. */
const COMMANDS: CliProgram['commands'] = {
  availability: async () => (await import('./commands/availability.ts')).command,
  backup: async () => (await import('./commands/backup.ts')).command,
  bench: async () => (await import('./commands/bench.ts')).command,
  catalogue: async () => (await import('./commands/catalogue.ts')).command,
  check: async () => (await import('./commands/check.ts')).command,
  delete: async () => (await import('./commands/delete.ts')).command,
  demo: async () => (await import('./commands/demo.ts')).command,
  doctor: async () => (await import('./commands/doctor.ts')).command,
  harvest: async () => (await import('./commands/harvest.ts')).command,
  key: async () => (await import('./commands/key.ts')).command,
  library: async () => (await import('./commands/library.ts')).command,
  partner: async () => (await import('./commands/partner.ts')).command,
  push: async () => (await import('./commands/push.ts')).command,
  reindex: async () => (await import('./commands/reindex.ts')).command,
  restore: async () => (await import('./commands/restore.ts')).command,
  serve: async () => (await import('./commands/serve.ts')).command,
  settlement: async () => (await import('./commands/settlement.ts')).command,
  source: async () => (await import('./commands/source.ts')).command,
};

await runOnProcess({
  name: 'liantu',
  version: packageVersion(),
  about: {
    zh: '联图 Liantu：一城中小学图书馆联盟的联合目录与馆际互借',
    en: 'Liantu 联图: one catalogue over a city’s school-library alliance, and one way to borrow across it',
  },
  commands: COMMANDS,
});

/** From package.json, which is one level up from scripts/ and two from dist/scripts/. */
function packageVersion(): string {
  const up = import.meta.url.endsWith('.ts') ? '..' : '../..';
  const text = readFileSync(new URL(`${up}/package.json`, import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  return version;
}
