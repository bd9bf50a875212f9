import QRCode from 'qrcode';
import type { Html } from './html.ts';

/** Light modules that scanners need around a code. */
const QUIET = 4;

/** A QR code as a drawing of one path: sharp at any size, and without a picture that has to be loaded. */
export function qr(text: string): Html {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  let path = '';
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (modules.get(row, column)) path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`;
    }
  }
  const side = size + 2 * QUIET;
  return {
    html: `<svg class="qr" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges" role="img" aria-label="QR"><rect width="${side}" height="${side}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`,
  };
}
