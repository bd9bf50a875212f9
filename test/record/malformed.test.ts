import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { dice } from '../../scripts/dev/dice.ts';
import { complaint } from '../../scripts/dev/fuzz-verdict.ts';
import { sniff } from '../../src/record/formats/index.ts';
import { dataPresent, sharedData } from '../support/data.ts';

const folder = sharedData('marc/malformed/');
const files = dataPresent ? readdirSync(folder).filter((name) => readFileSync(folder + name).length > 0) : [];

describe.skipIf(!dataPresent)('damaged files that other readers were taught by', () => {
  it('are all there', () => expect(files.length).toBeGreaterThan(75));

  it.each(files)(
    '%s: every byte is in a record or filling, every record described or refused with its place',
    async (name) => {
      const stored = readFileSync(folder + name);
      const bytes = name.endsWith('.gz') ? gunzipSync(stored) : stored;
      expect(await complaint(sniff(bytes), bytes, dice(1))).toBeNull();
    },
  );
});
