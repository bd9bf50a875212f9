import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { problem } from '../../src/base/problem.ts';
import { browserPresent, eventually, openBrowser } from '../support/browser.ts';
import { addKey, makeWorld, needsOf, OTHER_SCHOOL, OWN_SCHOOL, type World } from '../support/fakes.ts';
import { type TestGateway, testGateway } from '../support/gateway.ts';

describe.skipIf(!browserPresent)('the desk in a browser', () => {
  let world: World;
  let gateway: TestGateway;
  let browser: Browser;
  let page: Page;
  let url: string;
  const faults: string[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => browser.close());
  beforeEach(async () => {
    faults.length = 0;
    world = makeWorld(12);
    gateway = await testGateway(needsOf(world));
    await gateway.app.listen({ host: '127.0.0.1', port: 0 });
    url = `http://127.0.0.1:${(gateway.app.server.address() as AddressInfo).port}/desk/`;
    page = await browser.newPage({ viewport: { width: 900, height: 900 } });
    page.on('pageerror', (error) => faults.push(error.message));
    page.on(
      'console',
      (message) =>
        message.type() === 'error' &&
        /Content Security Policy|Refused/.test(message.text()) &&
        faults.push(message.text()),
    );
  });
  afterEach(async () => {
    expect(faults).toEqual([]);
    await page.close();
    await gateway[Symbol.asyncDispose]();
  });

  const status = () => page.getByRole('status');

  async function entered(library: typeof OWN_SCHOOL): Promise<void> {
    await page.goto(url);
    await page.getByLabel('密钥', { exact: true }).fill(addKey(world, 'LIBRARIAN', library).text);
    await page.getByRole('button', { name: '进入' }).click();
    await page.getByRole('button', { name: '找书借书' }).waitFor();
  }

  it('opens for a key, keeps it for the tab alone, and forgets it', async () => {
    await entered(OWN_SCHOOL);
    expect(await page.locator('#viewer').textContent()).toBe('本校 · 馆员');
    await page.reload();
    await page.getByRole('button', { name: '找书借书' }).waitFor();
    expect(await page.evaluate('localStorage.length')).toBe(0);
    expect(await page.context().cookies()).toEqual([]);
    await page.getByRole('button', { name: '退出' }).click();
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  });

  it('says in Chinese that a key is wrong', async () => {
    await page.goto(url);
    await page.getByLabel('密钥', { exact: true }).fill('ltu_lib_wrong');
    await page.getByRole('button', { name: '进入' }).click();
    await eventually(() => status().textContent()).toMatch(/没有有效的密钥/);
    expect(await page.locator('#tabs').isHidden()).toBe(true);
  });

  it('finds a title, shows who holds it, and asks for copies', async () => {
    await entered(OWN_SCHOOL);
    await page.getByRole('search').locator('input').fill('西游记 2');
    await page.getByRole('button', { name: '查找' }).click();
    const card = page.locator('li.card');
    await card.waitFor();
    expect(await card.locator('tbody tr td:first-child').allTextContents()).toEqual([
      '本校',
      '邻近学校',
      '市图书馆',
      '远方学校',
    ]);
    expect(await card.locator('tbody tr').last().textContent()).toContain('未报状态');
    await card.getByLabel('《西游记 2》册数').fill('3');
    await page.screenshot({ path: '/tmp/liantu-desk-search.png' });
    await card.getByRole('button', { name: '请求借入' }).click();
    await eventually(() => status().textContent()).toMatch(/已请求《西游记 1》，向邻近学校/);
    expect(world.ran).toMatchObject([
      { do: 'requestLoan', input: { requester: OWN_SCHOOL, edition: 'e2', quantity: 3 } },
    ]);
  });

  it('shows a lender what waits, and acts on it with the version seen', async () => {
    await entered(OTHER_SCHOOL);
    await page.getByRole('button', { name: '我馆借出' }).click();
    const card = page.locator('li.card');
    await card.waitFor();
    expect(await card.locator('strong').textContent()).toBe('将提供');
    await card.getByRole('button', { name: '寄出', exact: true }).click();
    expect(await card.getByLabel('条码（空格分开）').inputValue()).toBe('B11');
    await card.getByLabel('条码（空格分开）').fill('B11 B12，B13');
    await card.getByLabel('应还日期').fill('2026-12-31');
    await page.screenshot({ path: '/tmp/liantu-desk-loans.png' });
    const [loan] = world.loans;
    world.answer = () => ({
      loan: loan && { ...loan, supplierState: 'SHIPPED', version: 2, actions: { REQUESTER: [], SUPPLIER: [] } },
      problems: [],
    });
    await card.getByRole('button', { name: '确定寄出' }).click();
    await eventually(() => card.locator('strong').textContent()).toBe('已寄出');
    expect(world.ran).toMatchObject([
      {
        do: 'actOnLoan',
        input: {
          action: 'SHIP',
          as: 'SUPPLIER',
          version: 1,
          actor: OTHER_SCHOOL,
          barcodes: ['B11', 'B12', 'B13'],
          dueDate: '2026-12-31',
        },
      },
    ]);
  });

  it('says why something was not done, and leaves the form as it was', async () => {
    await entered(OTHER_SCHOOL);
    await page.getByRole('button', { name: '我馆借出' }).click();
    await page.getByRole('button', { name: '不能提供' }).click();
    await page.getByLabel('原因').fill('找不到');
    world.answer = () => ({ loan: null, problems: [problem('STALE_VERSION', { version: 1, current: 2 })] });
    await page.getByRole('button', { name: '确定不能提供' }).click();
    await eventually(() => status().getAttribute('class')).toBe('bad');
    expect(await page.getByLabel('原因').inputValue()).toBe('找不到');
  });
});
