/** The part of marcjs that the benchmark measures; the package brings no types. */
declare module 'marcjs' {
  import type { Transform } from 'node:stream';

  export const Marc: {
    createStream(format: 'Iso2709' | 'Marcxml', kind: 'Parser'): Transform;
  };
}
