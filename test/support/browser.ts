import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { expect } from 'vitest';

const CHROMIUM = '/usr/bin/chromium';

/** Whether Debian's Chromium is here: `describe.skipIf(!browserPresent)`. */
export const browserPresent = existsSync(CHROMIUM);

if (!browserPresent) console.warn(`\n!!! SKIPPED: no ${CHROMIUM} — pages are not tried in a browser !!!\n`);

/** A browser that talks to nobody but the page under test. */
export async function openBrowser(): Promise<Browser> {
  return await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** What a page comes to show in the end; a busy machine may need seconds for it. */
export const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 15_000 });
