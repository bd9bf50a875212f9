import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { type Commands, SYSTEM } from '../command/command.ts';
import { PURGE_DAYS } from '../loan/deadlines.ts';
import type { LoanPost } from '../loan/exchange.ts';
import type { PartnerAddress } from '../loan/partner.ts';
import { emailPartner, type Letter } from '../loan/partners/email.ts';
import { iso18626Partner } from '../loan/partners/iso18626/send.ts';
import { postOffice } from '../loan/post-office.ts';
import { type Outgoing, outgoing } from './outgoing.ts';
import type { WriterEvent } from './writer-client.ts';

export interface LoanPostNeeds {
  readonly letters: Pick<LoanPost, 'due'>;
  readonly commands: Commands;
  readonly clock: Clock;
  /** Where letters to partners without a protocol are laid out for printing or for a mail program. */
  readonly lettersFolder: string;
  readonly onEvent: WriterEvent;
  /** Whether this server is the one of several that sends. */
  readonly mine: () => boolean;
}

const ROUND_MS = 5_000;
const DAY_MS = 86_400_000;

/** Carries messages to outside agencies while the server runs; what is on its way at the end goes out at the next start. */
export function startLoanPost(needs: LoanPostNeeds): AsyncDisposable {
  const stopping = new AbortController();
  const ways = new Map<boolean, Outgoing>();
  const fetchFor = ({ allowPrivate }: PartnerAddress): typeof fetch => {
    const way = ways.get(allowPrivate) ?? outgoing({ allowPrivate });
    ways.set(allowPrivate, way);
    return way.fetch;
  };
  const office = postOffice({
    due: (now, limit) => needs.letters.due(now, limit),
    async settle(id, outcome) {
      await needs.commands.run({ do: 'settleLoanMessage', id, outcome }, SYSTEM);
      if (outcome.kind !== 'delivered')
        needs.onEvent('loan message', { id, kind: outcome.kind, detail: outcome.detail });
    },
    partners: {
      iso18626: iso18626Partner({ fetchFor }),
      email: emailPartner({ deliver: (letter) => layOut(letter, needs.lettersFolder) }),
    },
    clock: needs.clock,
    random: Math.random,
  });

  async function rounds(): Promise<void> {
    while (!stopping.signal.aborted && (await office.round(stopping.signal)) > 0);
  }
  let tidied = 0;
  async function tidy(): Promise<void> {
    if (Date.now() - tidied < DAY_MS) return;
    tidied = Date.now();
    await dropOldLetters(needs.lettersFolder, needs.clock.now());
  }
  let running: Promise<void> = Promise.resolve();
  let idle = true;
  const timer = setInterval(() => {
    if (!idle || !needs.mine()) return;
    idle = false;
    running = rounds()
      .then(tidy)
      .catch((error: unknown) =>
        needs.onEvent('loan post', { error: error instanceof Error ? error.message : String(error) }),
      )
      .finally(() => {
        idle = true;
      });
  }, ROUND_MS);
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      stopping.abort();
      await running;
      for (const way of ways.values()) await way[Symbol.asyncDispose]();
    },
  };
}

/** Letters hold the notes of their loans, and are forgotten with them. */
export async function dropOldLetters(folder: string, now: Date): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (/\.(?:eml|part)$/.test(name) && now.getTime() - mtimeMs > PURGE_DAYS * DAY_MS) await rm(path, { force: true });
  }
}

/** One file a letter, whole or not at all: a mail program or a person takes it from there. */
async function layOut({ to, subject, text }: Letter, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const name = join(folder, `${Date.now()}-${randomUUID().slice(0, 8)}`);
  const encoded = `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`;
  const lines = [
    `To: ${to}`,
    `Subject: ${encoded}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
  ];
  await writeFile(`${name}.part`, lines.join('\r\n'));
  await rename(`${name}.part`, `${name}.eml`);
}
