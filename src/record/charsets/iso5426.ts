/**
 * ISO 5426:1983, the extended Latin set of European UNIMARC. As in MARC-8, combining characters (C0–DF) stand before
 * their letter. Compared with yaz-iconv and with smc.bibencodings byte by byte.
 */
const CHARS: Readonly<Record<number, string>> = {
  // Non-sorting beginning and end, control characters of ISO 6630.
  136: '\u0098',
  137: '\u009c',
  ...row(0xa1, '¡„£$¥†§′‘“«♭©℗®ʻʼ‚'),
  ...row(0xb6, '‡·″’”»♯ʹʺ¿'),
  225: 'Æ',
  226: 'Đ',
  230: 'Ĳ',
  232: 'Ł',
  233: 'Ø',
  234: 'Œ',
  236: 'Þ',
  241: 'æ',
  242: 'đ',
  243: 'ð',
  245: 'ı',
  246: 'ĳ',
  248: 'ł',
  249: 'ø',
  250: 'œ',
  251: 'ß',
  252: 'þ',
};

const MARKS: Readonly<Record<number, string>> = {
  ...row(
    0xc0,
    '\u0309\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u0308\u030a\u0315\u0312\u030b\u031b\u030c' +
      '\u0327\u031c\u0326\u0328\u0325\u032e\u0323\u0324\u0332\u0333\u0329\u032d',
  ),
  221: '\ufe20',
  222: '\ufe21',
  223: '\ufe23',
};

function row(first: number, chars: string): Record<number, string> {
  return Object.fromEntries([...chars].map((char, at) => [first + at, char]));
}

/** Text in ISO 5426 as Unicode, NFC; a byte without a character becomes U+FFFD. */
export function decodeIso5426(bytes: Uint8Array): string {
  let text = '';
  let waiting = '';
  for (const byte of bytes) {
    const mark = MARKS[byte];
    if (mark !== undefined) {
      waiting += mark;
      continue;
    }
    text += (byte < 0x80 ? String.fromCharCode(byte) : (CHARS[byte] ?? '\ufffd')) + waiting;
    waiting = '';
  }
  return (text + waiting).normalize('NFC');
}
