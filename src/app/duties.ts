import type { Clock } from '../base/clock.ts';
import { type Commands, SYSTEM } from '../command/command.ts';
import type { DocumentShelf } from '../loan/document.ts';
import { openDuties } from '../store/sqlite/duties.ts';
import { startHarvests } from './harvest-client.ts';
import { startLoanPost } from './loan-post.ts';
import type { filesOf } from './settings.ts';
import type { Readers } from './stores.ts';
import type { WriterEvent } from './writer-client.ts';

export interface DutyNeeds {
  readonly files: ReturnType<typeof filesOf>;
  readonly readers: Pick<Readers, 'letters' | 'sources' | 'loans'>;
  readonly documents: DocumentShelf;
  readonly commands: Commands;
  readonly clock: Clock;
  readonly onEvent: WriterEvent;
}

const LOAN_SWEEP_MS = 30_000;

/** What is done without anyone asking: due dates, messages to partners, harvests. Of several servers only one does it. */
export function startDuties({ files, readers, documents, commands, clock, onEvent }: DutyNeeds): AsyncDisposable {
  const duties = openDuties(files.duties);
  let held = false;
  const mine = (): boolean => {
    if (held || !duties.held()) return held;
    held = true;
    onEvent('this server sends, harvests and looks after due dates', {});
    return held;
  };
  mine();
  const sweepLoans = async (): Promise<void> => {
    if (!mine()) return;
    // A day on which much falls due is worked off at once.
    while ((await commands.run({ do: 'sweepLoans' }, SYSTEM)).acted > 0);
    const now = clock.now();
    await documents.tidy(await readers.loans.alive(now), now);
  };
  const sweeps = setInterval(() => {
    sweepLoans().catch((error: unknown) => onEvent('loan timers', { error: String(error) }));
  }, LOAN_SWEEP_MS);
  const post = startLoanPost({
    letters: readers.letters,
    lettersFolder: files.letters,
    commands,
    clock,
    onEvent,
    mine,
  });
  const harvests = startHarvests({ catalogue: files.catalogue, sources: readers.sources, clock, onEvent, mine });
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(sweeps);
      await harvests[Symbol.asyncDispose]();
      await post[Symbol.asyncDispose]();
      duties[Symbol.dispose]();
    },
  };
}
