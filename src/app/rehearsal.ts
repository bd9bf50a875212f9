import type { Clock } from '../base/clock.ts';
import { SYSTEM } from '../command/command.ts';
import { createGateway } from '../gateway/app.ts';
import { compose } from './compose.ts';
import type { Settings } from './settings.ts';

/** A gateway over a data folder that listens nowhere and lives by the clock it was given, for rehearsing months in seconds. */
export interface Rehearsal extends AsyncDisposable {
  /** What `/graphql` answers to this key. */
  ask(key: string, query: string, variables: object): Promise<unknown>;
  /** A page, as a browser with this key gets it. */
  page(key: string, path: string): Promise<{ readonly status: number; readonly text: string }>;
  /** Lets everything act that is due by the clock: silent lenders, overdue copies, boxes that did not come. */
  sweep(): Promise<void>;
}

export async function rehearse(settings: Settings, clock: Clock): Promise<Rehearsal> {
  const composition = await compose(settings, { clock, log: null });
  const gateway = await createGateway(composition.needs);
  await gateway.ready();
  const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
  return {
    async ask(key, query, variables) {
      const payload = { query, variables };
      const answer = await gateway.inject({ method: 'POST', url: '/graphql', headers: bearer(key), payload });
      return JSON.parse(answer.payload) as unknown;
    },
    async page(key, path) {
      const answer = await gateway.inject({ method: 'GET', url: path, headers: bearer(key) });
      return { status: answer.statusCode, text: answer.payload };
    },
    async sweep() {
      while ((await composition.needs.commands.run({ do: 'sweepLoans' }, SYSTEM)).acted > 0);
    },
    async [Symbol.asyncDispose]() {
      await gateway.close();
      await composition[Symbol.asyncDispose]();
    },
  };
}
