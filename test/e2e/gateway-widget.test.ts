import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { browserPresent, eventually, openBrowser } from '../support/browser.ts';
import { makeWorld, needsOf, OWN_SCHOOL, type World } from '../support/fakes.ts';
import { type TestGateway, testGateway } from '../support/gateway.ts';

/** The widget on a school's own page, which is another origin than the gateway's. */
describe.skipIf(!browserPresent)('<liantu-search> in a browser', () => {
  let world: World;
  let gateway: TestGateway;
  let school: Server;
  let browser: Browser;
  let page: Page;
  let origin: string;
  const hosts = new Set<string>();
  const faults: string[] = [];

  beforeAll(async () => {
    world = makeWorld(12);
    gateway = await testGateway(needsOf(world));
    await gateway.app.listen({ host: '127.0.0.1', port: 0 });
    const server = `http://127.0.0.1:${(gateway.app.server.address() as AddressInfo).port}`;
    const widget = `<liantu-search near="${OWN_SCHOOL}"></liantu-search>`;
    school = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      // The page's own style must not reach inside, and its policy allows no inline code.
      response.setHeader(
        'content-security-policy',
        `default-src 'self'; script-src ${server}; connect-src ${server}; style-src 'unsafe-inline'`,
      );
      response.end(`<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>学校</title><style>* { color: rgb(255, 0, 0); display: block }</style>
        <body><h1>某中学图书馆</h1>${widget}<script type="module" src="${server}/widget/v1/liantu.js"></script></body></html>`);
    });
    await new Promise<void>((resolve) => school.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(school.address() as AddressInfo).port}`;
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await new Promise((resolve) => school.close(resolve));
    await gateway[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    hosts.clear();
    faults.length = 0;
    world.searchFault = null;
    page = await browser.newPage({ viewport: { width: 720, height: 900 } });
    page.on('request', (request) => hosts.add(new URL(request.url()).hostname));
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(origin);
    await page.getByRole('combobox').waitFor();
  });
  afterEach(async () => {
    expect(faults).toEqual([]);
    // No foreign host, no cookie, nothing kept.
    expect([...hosts]).toEqual(['127.0.0.1']);
    expect(await page.context().cookies()).toEqual([]);
    expect(await page.evaluate('localStorage.length + sessionStorage.length')).toBe(0);
    await page.close();
  });

  const box = () => page.getByRole('combobox');
  const status = () => page.getByRole('status');
  const options = () => page.getByRole('option');

  it('suggests while one types, and is worked by keys alone', async () => {
    await box().pressSequentially('西游', { delay: 20 });
    await options().first().waitFor();
    expect(await options().count()).toBe(8);
    await box().press('ArrowDown');
    await box().press('ArrowDown');
    expect(await box().getAttribute('aria-activedescendant')).toBe('option-1');
    await box().press('Enter');
    await eventually(() => status().textContent()).toMatch(/找到 1 种/);
    expect(await box().inputValue()).toBe('西游记 2');
    expect(await options().count()).toBe(0);
  });

  it('suggests for the last letter also where the answer to the one before is still on its way', async () => {
    let asked = 0;
    await page.route(/query=suggest/, async (route) => {
      asked += 1;
      await new Promise((resolve) => setTimeout(resolve, 500));
      await route.continue().catch(() => undefined);
    });
    await box().pressSequentially('西', { delay: 0 });
    await eventually(() => asked).toBe(1);
    await box().pressSequentially('游', { delay: 0 });
    await options().first().waitFor();
    expect(asked).toBe(2);
    expect(await options().count()).toBe(8);
  });

  it('shows who holds it, own school first, whether it is in, and since when that is known', async () => {
    await box().fill('西游记 3');
    await box().press('Enter');
    const hit = page.locator('li.hit');
    await hit.waitFor();
    expect(await hit.locator('.held b').allTextContents()).toEqual(['本校', '邻近学校', '市图书馆']);
    expect(await hit.locator('.held').first().textContent()).toContain('在馆 1 / 2');
    expect(await hit.textContent()).toContain('截至 2026-11-23 09:30');
    await hit.getByRole('button', { name: '全部 4 处馆藏' }).click();
    await expect
      .poll(() => hit.locator('.held b').allTextContents())
      .toEqual(['本校', '邻近学校', '市图书馆', '远方学校']);
    expect(await hit.locator('.held').last().textContent()).toContain('未报状态');
  });

  it('goes on to the next page below the first', async () => {
    await box().fill('西游记');
    await box().press('Enter');
    await page.getByRole('button', { name: '更多结果' }).click();
    await eventually(() => page.locator('li.hit').count()).toBe(12);
    expect(await page.getByRole('button', { name: '更多结果' }).count()).toBe(0);
  });

  it('leaves Enter and letters to the input method while it composes', async () => {
    const asked = world.asked.length;
    const compose = (type: string) =>
      page.evaluate(
        `document.querySelector('liantu-search').shadowRoot.querySelector('input').dispatchEvent(new CompositionEvent('${type}', { bubbles: true }))`,
      );
    await box().focus();
    await compose('compositionstart');
    await box().pressSequentially('xiyou', { delay: 5 });
    await box().press('Enter');
    await page.waitForTimeout(300);
    expect(await options().count()).toBe(0);
    expect(world.asked.length).toBe(asked);
    await box().fill('西游记 1');
    await compose('compositionend');
    await options().first().waitFor();
    await box().press('Enter');
    await page.locator('li.hit').first().waitFor();
  });

  it('asks only for what can be had when told so', async () => {
    await page.getByRole('checkbox').check();
    await box().fill('西游记');
    await box().press('Enter');
    await page.locator('li.hit').first().waitFor();
    expect(world.asked.at(-1)?.filter.availableOnly).toBe(true);
  });

  it('sets hostile titles as text', async () => {
    const [first] = world.editions;
    if (first === undefined) throw new Error('no edition');
    const title = '<img src=x onerror="document.title=1">"><script>document.title=2</script>';
    world.editions[0] = { ...first, edition: { ...first.edition, title } };
    try {
      await box().fill('<img');
      await box().press('Enter');
      await page.locator('li.hit').waitFor();
      expect(await page.locator('li.hit h3').textContent()).toBe(title);
      expect(await page.locator('li.hit img, li.hit script').count()).toBe(0);
      expect(await page.title()).toBe('学校');
    } finally {
      world.editions[0] = first;
    }
  });

  it('says when it cannot be reached, and tries again when asked', async () => {
    world.searchFault = new Error('broken');
    await box().fill('西游记 4');
    await box().press('Enter');
    await eventually(() => status().textContent()).toMatch(/暂时连不上/);
    world.searchFault = null;
    await page.getByRole('button', { name: '重试' }).click();
    await page.locator('li.hit').waitFor();
  });

  it('keeps its looks from the page', async () => {
    await box().fill('没有这本书');
    await box().press('Enter');
    await eventually(() => status().textContent()).toMatch(/没有找到/);
    const color = "getComputedStyle(document.querySelector('liantu-search').shadowRoot.querySelector('input')).color";
    expect(await page.evaluate(color)).not.toBe('rgb(255, 0, 0)');
  });
});
