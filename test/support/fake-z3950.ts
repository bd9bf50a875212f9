import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import {
  bits,
  bool,
  bytesOf,
  context,
  find,
  integer,
  membersOf,
  numberOf,
  octets,
  sequence,
  text,
  textOf,
  universalOid,
  visibleString,
} from '../../connectors/z3950/asn1.ts';
import { type Ber, decodeBer, encodeBer, FrameScanner, UNIVERSAL } from '../../connectors/z3950/ber.ts';

/** What a server that misbehaves on request does. It answers with this project's codec; the real servers are in test/e2e. */
export interface FakeZ3950Options {
  readonly records: number;
  readonly record: (position: number) => Uint8Array;
  /** Accepts only this idPass login. */
  readonly login?: { readonly user: string; readonly password: string };
  /** Positions that come as a surrogate diagnostic. */
  readonly refused?: ReadonlySet<number>;
  /** Positions at which the connection is dropped. */
  readonly dropped?: ReadonlySet<number>;
  /** Never answers a present from this position on. */
  readonly silentFrom?: number;
  /** Sends all records but the last of a present in Segment requests of this many. */
  readonly segmentOf?: number;
  /** Sends its answers one byte at a time. */
  readonly trickleMs?: number;
}

export interface FakeZ3950 extends AsyncDisposable {
  readonly port: number;
  /** Terms searched, as bytes. */
  readonly terms: Uint8Array[];
}

export async function fakeZ3950(options: FakeZ3950Options): Promise<FakeZ3950> {
  const terms: Uint8Array[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    converse(socket, options, terms).catch(() => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    terms,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

async function converse(socket: Socket, options: FakeZ3950Options, terms: Uint8Array[]): Promise<void> {
  let buffer = Buffer.alloc(0);
  for await (const chunk of socket) {
    buffer = Buffer.concat([buffer, chunk]);
    for (;;) {
      const end = new FrameScanner(1_000_000).scan(buffer);
      if (end === null) break;
      const request = decodeBer(buffer.subarray(0, end));
      buffer = buffer.subarray(end);
      for (const answer of answersTo(request, options, terms, socket)) await send(socket, encodeBer(answer), options);
    }
  }
}

async function send(socket: Socket, bytes: Uint8Array, { trickleMs }: FakeZ3950Options): Promise<void> {
  if (trickleMs === undefined) {
    socket.write(bytes);
    return;
  }
  for (const byte of bytes) {
    socket.write(Uint8Array.of(byte));
    await new Promise((resolve) => setTimeout(resolve, trickleMs));
  }
}

function answersTo(request: Ber, options: FakeZ3950Options, terms: Uint8Array[], socket: Socket): readonly Ber[] {
  const members = membersOf(request);
  if (request.tag === 20) return [initAnswer(members, options)];
  if (request.tag === 22) {
    terms.push(firstTerm(request));
    return [context(23, [integer(23, options.records), integer(24, 0), integer(25, 1), bool(22, true)])];
  }
  if (request.tag === 24) return presentAnswers(members, options, socket);
  socket.end();
  return [];
}

function initAnswer(members: readonly Ber[], { login }: FakeZ3950Options): Ber {
  const given = find(members, 7);
  const pair = given === undefined ? [] : membersOf(membersOf(given)[0] ?? sequence([]));
  const [user, password] = [find(pair, 1), find(pair, 2)].map((value) => (value === undefined ? '' : textOf(value)));
  const accepted = login === undefined || (login.user === user && login.password === password);
  return context(21, [
    bits(3, [0, 1, 2], 3),
    bits(4, [0, 1, 7, 11], 15),
    integer(5, 65_536),
    integer(6, 65_536),
    bool(12, accepted),
    text(111, 'fake'),
  ]);
}

function firstTerm(value: Ber): Uint8Array {
  if (value.tag === 45 && 'content' in value) return bytesOf(value);
  for (const member of 'members' in value ? value.members : []) {
    const term = firstTerm(member);
    if (term.length > 0) return term;
  }
  return new Uint8Array(0);
}

function presentAnswers(members: readonly Ber[], options: FakeZ3950Options, socket: Socket): readonly Ber[] {
  const [start, count] = [find(members, 30), find(members, 29)].map((value) =>
    value === undefined ? 0 : numberOf(value),
  );
  const from = start ?? 1;
  const positions = Array.from({ length: count ?? 0 }, (_, i) => from + i).filter((at) => at <= options.records);
  if (options.silentFrom !== undefined && positions.some((at) => at >= (options.silentFrom ?? 0))) return [];
  if (positions.some((at) => options.dropped?.has(at))) {
    socket.destroy();
    return [];
  }
  const records = positions.map((at) => namePlusRecord(at, options));
  const segments: Ber[] = [];
  while (options.segmentOf !== undefined && records.length > options.segmentOf) {
    const part = records.splice(0, options.segmentOf);
    segments.push(context(45, [integer(24, part.length), context(0, part)]));
  }
  return [
    ...segments,
    context(25, [
      integer(24, positions.length),
      integer(25, from + positions.length),
      integer(27, 0),
      context(28, records),
    ]),
  ];
}

function namePlusRecord(position: number, options: FakeZ3950Options): Ber {
  if (options.refused?.has(position)) {
    const condition: Ber = { tagClass: UNIVERSAL, tag: 2, content: Uint8Array.of(14) };
    const set = universalOid('1.2.840.10003.4.1');
    return sequence([context(1, [context(2, [sequence([set, condition, visibleString('system error')])])])]);
  }
  const external: Ber = {
    tagClass: UNIVERSAL,
    tag: 8,
    members: [universalOid('1.2.840.10003.5.1'), octets(1, options.record(position))],
  };
  return sequence([text(0, 'Default'), context(1, [context(1, [external])])]);
}
