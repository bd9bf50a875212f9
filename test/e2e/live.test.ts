import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { liantu, makeKey, type RunningGateway, startGateway } from '../support/cli.ts';
import { dataPresent, sharedData } from '../support/data.ts';
import { talkingSocket } from '../support/socket.ts';
import { startZebra, type Zebra, zPresent } from '../support/z-servers.ts';

describe.skipIf(!zPresent || !dataPresent)('live targets of a running gateway', () => {
  let zebra: Zebra;
  let gateway: RunningGateway;
  beforeAll(async () => {
    zebra = await startZebra(sharedData('marc/cnmarc/derived_school/school_nlc.gb18030.iso'), 'gb18030');
    gateway = await startGateway();
  });
  afterAll(async () => {
    await gateway[Symbol.asyncDispose]();
    await zebra[Symbol.asyncDispose]();
  });

  it('answer over Z39.50 in GBK and over SRU at once, a dead one beside them', async () => {
    const library = 'CN-320508-C-PJSY';
    await liantu(['library', 'add', library, '平江实验学校', '--kind', 'SCHOOL'], gateway.env);
    const add = (name: string, kind: string, ...set: readonly string[]) =>
      liantu(
        [
          'source',
          'add',
          name,
          '--kind',
          kind,
          '--library',
          library,
          '--live',
          '--allow-private',
          ...set.flatMap((one) => ['--set', one]),
        ],
        gateway.env,
      );
    const added = await Promise.all([
      add('z', 'z3950', 'host=127.0.0.1', `port=${zebra.gbkPort}`, 'databases=["Default"]', 'queryCharset=gb18030'),
      add('s', 'sru', `url=http://127.0.0.1:${zebra.port}/Default`, 'indexes={"title":"dc.title"}'),
      add('dead', 'sru', 'url=http://127.0.0.1:9/'),
    ]);
    expect(added.map(({ exit }) => exit)).toEqual([0, 0, 0]);
    const key = await makeKey(gateway.env, 'LIBRARIAN', library);
    await using socket = await talkingSocket(`${gateway.url.replace('http', 'ws')}/graphql`, key);
    const query =
      'subscription { liveResults(query: { title: "西游记" }) { source { name state hits } records { title } } }';
    socket.send({ type: 'subscribe', id: '1', payload: { query } });
    await socket.until(({ type }) => type === 'complete');
    const answers = socket.received.flatMap(({ type, payload }) => (type === 'next' ? [payload.data.liveResults] : []));
    const states = Object.fromEntries(answers.map(({ source }) => [source.name, [source.state, source.hits]]));
    expect(states).toEqual({ z: ['ANSWERED', 3], s: ['ANSWERED', 3], dead: ['FAILED', null] });
    for (const { records } of answers) for (const { title } of records) expect(title).toContain('西游记');
  });
});
