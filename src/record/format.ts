import type { Read } from '../base/finding.ts';
import type { MarcRecord } from './marc.ts';
import type { Charset, RawRecord } from './raw.ts';
import type { Row } from './row.ts';

/** A container format: how records are cut out of bytes and decoded. It knows nothing of meaning. */
export interface Format {
  readonly name: string;
  split(bytes: AsyncIterable<Uint8Array>): AsyncIterable<RawRecord>;
  decode(raw: RawRecord, charset: Charset): Read<MarcRecord | Row>;
}
