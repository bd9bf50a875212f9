import type { AddressInfo } from 'node:net';
import jsQR from 'jsqr';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { globalId } from '../../src/gateway/ids.ts';
import { browserPresent, openBrowser } from '../support/browser.ts';
import { addKey, makeWorld, needsOf, OTHER_SCHOOL, OWN_SCHOOL, PUBLIC_LIBRARY, type World } from '../support/fakes.ts';
import { type TestGateway, testGateway } from '../support/gateway.ts';

interface Pixels {
  readonly data: readonly number[];
  readonly width: number;
  readonly height: number;
}

/** Runs in the browser, which can read its own pictures. */
const DRAW = `async (source) => {
  const image = new Image();
  image.src = 'data:image/png;base64,' + source;
  await image.decode();
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data, width, height } = context.getImageData(0, 0, image.width, image.height);
  return { data: [...data], width, height };
}`;

const POINTS_A_MM = 72 / 25.4;

/** Width and height of each page of a PDF, in millimetres. */
function paperOf(pdf: Buffer): readonly (readonly [number, number])[] {
  const boxes = [...pdf.toString('latin1').matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g)];
  return boxes.map(([, width, height]) => [
    Math.round(Number(width) / POINTS_A_MM),
    Math.round(Number(height) / POINTS_A_MM),
  ]);
}

describe.skipIf(!browserPresent)('what is printed', () => {
  let world: World;
  let gateway: TestGateway;
  let browser: Browser;
  let page: Page;
  let url: string;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => browser.close());
  beforeEach(async () => {
    world = makeWorld();
    gateway = await testGateway(needsOf(world));
    await gateway.app.listen({ host: '127.0.0.1', port: 0 });
    url = `http://127.0.0.1:${(gateway.app.server.address() as AddressInfo).port}`;
    page = await browser.newPage({ viewport: { width: 700, height: 900 }, deviceScaleFactor: 2 });
  });
  afterEach(async () => {
    await page.close();
    await gateway[Symbol.asyncDispose]();
  });

  async function opened(path: string, library: typeof OWN_SCHOOL | null = OWN_SCHOOL): Promise<number> {
    const role = library === null ? 'COORDINATOR' : 'LIBRARIAN';
    await page.setExtraHTTPHeaders({ authorization: `Bearer ${addKey(world, role, library).text}` });
    return (await page.goto(url + path))?.status() ?? 0;
  }

  /** What a scanner reads from the picture of an element. */
  async function scanned(selector: string): Promise<string | undefined> {
    const picture = (await page.locator(selector).first().screenshot()).toString('base64');
    const blank = await browser.newPage();
    const pixels = (await blank.evaluate(`(${DRAW})('${picture}')`)) as Pixels;
    await blank.close();
    return jsQR.default(Uint8ClampedArray.from(pixels.data), pixels.width, pixels.height)?.data;
  }

  it('is a slip that fills one A6 page, with a code that says its loan', async () => {
    expect(await opened(`/print/slip/${globalId('Loan', 'loan-1')}`)).toBe(200);
    const text = await page.locator('.slip').textContent();
    for (const words of ['本校', '邻近学校', '《西游记 1》', 'B11']) expect(text).toContain(words);
    expect(await scanned('.qr')).toBe('loan-1');
    expect(paperOf(await page.pdf({ preferCSSPageSize: true }))).toEqual([[105, 148]]);
  });

  it('keeps a long title and 45 barcodes on the one page', async () => {
    const [loan] = world.loans;
    if (loan === undefined) throw new Error('no loan');
    const items = Array.from(
      { length: 45 },
      (_, at) =>
        ({ barcode: `S1${100_000 + at}`, library: OTHER_SCHOOL, state: 'WILL_SUPPLY', dueDate: null }) as const,
    );
    world.loans[0] = { ...loan, title: '鲁滨逊漂流记'.repeat(8), quantity: 45, items };
    await opened('/print/slip/loan-1');
    expect(paperOf(await page.pdf({ preferCSSPageSize: true }))).toEqual([[105, 148]]);
    const box = await page.locator('.slip footer').boundingBox();
    const slip = await page.locator('.slip').boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual((slip?.y ?? 0) + (slip?.height ?? 0) + 1);
  });

  it('is one slip a page for all that a library has to send', async () => {
    await opened(`/print/slips/${OTHER_SCHOOL}`, OTHER_SCHOOL);
    expect(await page.locator('.slip').count()).toBe(1);
  });

  it('is a sheet for a box, scannable by its label, and a manifest for each stop', async () => {
    await opened(`/print/tote/${globalId('Tote', 'tote-own')}`);
    expect(await scanned('.qr')).toBe('Z-001');
    expect(await page.locator('tbody tr').count()).toBe(1);
    await opened('/print/manifest/%E4%B8%9C%E7%BA%BF/2026-11-24', null);
    expect(await page.locator('.sheet h2').allTextContents()).toEqual(['市图书馆', '本校']);
    expect(paperOf(await page.pdf({ preferCSSPageSize: true }))).toEqual([
      [210, 297],
      [210, 297],
    ]);
    await opened('/print/manifest/%E4%B8%9C%E7%BA%BF/2026-11-24');
    expect(await page.locator('.sheet h2').allTextContents()).toEqual(['本校']);
  });

  it('is nobody else’s business', async () => {
    expect(await opened('/print/slip/loan-1', PUBLIC_LIBRARY)).toBe(404);
    expect(await opened(`/print/slips/${OWN_SCHOOL}`, OTHER_SCHOOL)).toBe(404);
    expect(await opened(`/print/tote/${globalId('Tote', 'tote-own')}`, OTHER_SCHOOL)).toBe(404);
    expect(await opened('/print/manifest/%E4%B8%9C%E7%BA%BF/2026-11-24', OTHER_SCHOOL)).toBe(404);
    for (const role of ['TEACHER', 'MEMBER_PUSH'] as const) {
      const headers = { authorization: `Bearer ${addKey(world, role, OWN_SCHOOL).text}` };
      expect((await gateway.app.inject({ url: '/print/slip/loan-1', headers })).statusCode).toBe(403);
    }
    expect((await gateway.app.inject({ url: '/print/slip/loan-1' })).statusCode).toBe(401);
  });

  it('shows what a title holds as text, never as markup', async () => {
    const [loan] = world.loans;
    if (loan === undefined) throw new Error('no loan');
    world.loans[0] = { ...loan, title: '<img src=x onerror=alert(1)>&"' };
    await opened('/print/slip/loan-1');
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('h2').textContent()).toContain('<img src=x onerror=alert(1)>&"');
  });
});
