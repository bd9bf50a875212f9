import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { documentFolder } from '../../src/app/document-folder.ts';
import { openOffice } from '../../src/app/office.ts';
import { openReaders } from '../../src/app/stores.ts';
import type { LibraryCode } from '../../src/base/brand.ts';
import type { Commands } from '../../src/command/command.ts';
import type { Role } from '../../src/command/keys.ts';
import { createGateway } from '../../src/gateway/app.ts';
import { makeWorld, needsOf } from '../support/fakes.ts';
import { MONDAY, smallAlliance } from './alliance.ts';

/** An alliance behind its gateway on a real socket. */
export interface Served extends AsyncDisposable {
  readonly alliance: ReturnType<typeof smallAlliance>;
  readonly app: FastifyInstance;
  readonly url: string;
  readonly folder: string;
  readonly commands: Commands;
  /** The time it is for everybody. */
  now: Date;
  key(role: Role, library: LibraryCode | null): Promise<string>;
  ask(query: string, key: string, variables?: object): Promise<GraphAnswer>;
}

export interface GraphAnswer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

export async function served(maxDocumentBytes?: number): Promise<Served> {
  const alliance = smallAlliance();
  const folder = dirname(alliance.file);
  let now = MONDAY;
  const clock = { ...needsOf(makeWorld()).clock, now: () => now };
  const office = openOffice(alliance.file, clock, () => undefined);
  const readers = openReaders(alliance.file);
  const app = await createGateway({
    ...needsOf(makeWorld()),
    catalogue: readers.catalogue,
    libraries: readers.libraries,
    loans: readers.loans,
    keys: readers.keys,
    documents: documentFolder(join(folder, 'documents'), maxDocumentBytes),
    commands: office.commands,
    clock,
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  let keys = 0;
  return {
    alliance,
    app,
    url,
    folder,
    commands: office.commands,
    get now() {
      return now;
    },
    set now(later) {
      now = later;
    },
    async key(role, library) {
      const key = { name: `k${keys++}`, role, library, expiresAt: null };
      return (await office.commands.run({ do: 'createKey', key }, { key: 'cli', name: 'cli' })).key;
    },
    async ask(query, key, variables = {}) {
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({ query, variables }),
      });
      return (await answer.json()) as GraphAnswer;
    },
    async [Symbol.asyncDispose]() {
      await app.close();
      readers[Symbol.dispose]();
      await office[Symbol.asyncDispose]();
      alliance.db.close();
    },
  };
}
