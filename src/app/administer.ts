import { systemClock } from '../base/clock.ts';
import type { Actor, Commands } from '../command/command.ts';
import { openOffice } from './office.ts';
import { filesOf, readSettings, type Settings } from './settings.ts';
import { openReaders, prepareStore, type Readers } from './stores.ts';

/** The data folder opened for a command of an operator, also while a gateway serves from it. */
export interface Administration extends AsyncDisposable {
  readonly settings: Settings;
  readonly commands: Commands;
  readonly readers: Readers;
}

/** Whoever may write to the data folder may administer it: there is no key to show. */
export const CLI: Actor = { key: 'cli', name: 'cli' };

export async function administer(env: Readonly<Record<string, string | undefined>>): Promise<Administration> {
  const settings = readSettings(env);
  const { catalogue } = filesOf(settings);
  await prepareStore(catalogue, 'none');
  const office = openOffice(catalogue, systemClock, () => undefined);
  const readers = openReaders(catalogue);
  return {
    settings,
    commands: office.commands,
    readers,
    async [Symbol.asyncDispose]() {
      readers[Symbol.dispose]();
      await office[Symbol.asyncDispose]();
    },
  };
}
