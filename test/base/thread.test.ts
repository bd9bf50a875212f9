import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { startThread } from '../../src/base/thread.ts';

describe('a worker thread', () => {
  it('starts from a TypeScript entry beside the caller and sees its data', async () => {
    const thread = startThread(import.meta.url, '../support/echo-thread.ts', { workerData: { hello: '联图' } });
    const [message] = await once(thread, 'message');
    expect(message).toEqual({ hello: '联图', entry: 'echo-thread.ts' });
    await thread.terminate();
  });

  it('tells of an entry that is not there', async () => {
    const thread = startThread(import.meta.url, './nothing.ts');
    const [error] = await once(thread, 'error');
    expect(String(error)).toMatch(/nothing\.ts|ERR_MODULE_NOT_FOUND/);
  });
});
