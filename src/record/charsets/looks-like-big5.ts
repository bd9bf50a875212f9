/**
 * Whether bytes that are neither UTF-8 nor GB 2312 are Big5 rather than GBK. Every pair above ASCII must be one that
 * Big5 has, which the traditional characters of GBK (rows 81–A0) rarely are; and clearly more of them must be common in
 * Big5 (rows A1–C6: punctuation and the 5,401 characters of level 1) than in GB 2312 (rows B0–D7: the 3,755 of level 1).
 *
 * Measured on titles of two and more characters: test/record/big5.test.ts.
 */
export function looksLikeBig5(bytes: Uint8Array): boolean {
  let pairs = 0;
  let common = 0;
  let commonInGb = 0;
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    at += 1;
    const trail = bytes[at] ?? 0;
    if (!isPair(lead, trail)) return false;
    pairs += 1;
    if (lead <= LAST_COMMON) common += 1;
    if (trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || lead === 0xa1 || lead === 0xa3)) commonInGb += 1;
  }
  return pairs > 0 && common - commonInGb > pairs * CLEARLY_MORE;
}

const LAST_COMMON = 0xc6;
const CLEARLY_MORE = 0.25;

const isPair = (lead: number, trail: number): boolean =>
  lead >= 0xa1 && lead <= 0xf9 && ((trail >= 0x40 && trail <= 0x7e) || (trail >= 0xa1 && trail <= 0xfe));
