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

  it('narrows and sorts what was found, and forgets that with the next question', async () => {
    await entered(OWN_SCHOOL);
    const asked = () => world.asked.at(-1);
    const box = page.getByRole('search').locator('input');
    await box.fill('西游记');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByText('缩小范围、排序').click();
    // A field of one value is nothing to choose from.
    expect(await page.locator('legend').allTextContents()).toEqual(['区县']);
    const area = page.locator('[data-value="AREA 320506"]');
    await area.check();
    await eventually(() => asked()?.filter.areas).toEqual(['320506']);
    await eventually(() => page.evaluate('document.activeElement.dataset.value')).toBe('AREA 320506');
    await page.getByLabel('只看在架的').check();
    await page.getByLabel('排序').selectOption('新书在前');
    await eventually(() => asked()?.sort).toBe('NEWEST');
    expect(asked()).toMatchObject({ text: '西游记', filter: { areas: ['320506'], availableOnly: true }, after: null });
    await page.getByRole('button', { name: '更多结果' }).click();
    await eventually(() => asked()?.after).not.toBeNull();
    expect(asked()).toMatchObject({ filter: { areas: ['320506'] }, sort: 'NEWEST', facets: [] });
    world.facetValues.AREA = ['320508'];
    await page.getByLabel('排序').selectOption('旧书在前');
    await eventually(() => page.locator('fieldset label').allTextContents()).toEqual([' 姑苏区（12）', ' 吴中区（0）']);
    expect(await area.isChecked()).toBe(true);
    await page.getByLabel('排序').selectOption('新书在前');
    await box.fill('西游记 2');
    await page.getByRole('button', { name: '查找' }).click();
    await eventually(() => asked()?.text).toBe('西游记 2');
    expect(asked()).toMatchObject({ filter: { areas: [], availableOnly: false }, sort: 'NEWEST' });
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
    await card.getByRole('button', { name: '请求借入' }).click();
    await eventually(() => status().textContent()).toMatch(/已请求《西游记 1》，向邻近学校/);
    expect(world.ran).toMatchObject([
      { do: 'requestLoan', input: { requester: OWN_SCHOOL, edition: 'e2', quantity: 3 } },
    ]);
  });

  it('says at once that nobody can lend', async () => {
    await entered(OWN_SCHOOL);
    await page.getByRole('search').locator('input').fill('西游记 2');
    await page.getByRole('button', { name: '查找' }).click();
    const [loan] = world.loans;
    world.answer = () => ({ loan: loan && { ...loan, supplier: null, requesterState: 'UNFILLED' }, problems: [] });
    await page.getByRole('button', { name: '请求借入' }).click();
    await eventually(() => status().textContent()).toMatch(/《西游记 1》现在没有哪一馆能借出/);
    expect(await status().getAttribute('class')).toBe('bad');
  });

  it('keeps what it says in sight, however far down one has scrolled', async () => {
    await page.setViewportSize({ width: 375, height: 400 });
    await entered(OWN_SCHOOL);
    await page.getByRole('search').locator('input').fill('西游记');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByRole('button', { name: '请求借入' }).last().click();
    await eventually(() => status().textContent()).toMatch(/已请求/);
    expect(await page.evaluate('scrollY')).toBeGreaterThan(400);
    expect((await status().boundingBox())?.y).toBe(0);
  });

  it('goes on with what was asked for, whatever stands in the box by then', async () => {
    await entered(OWN_SCHOOL);
    await page.getByRole('search').locator('input').fill('西游记');
    await page.getByRole('button', { name: '查找' }).click();
    await eventually(() => page.locator('li.card').count()).toBe(10);
    await page.getByRole('search').locator('input').fill('红楼梦');
    await page.getByRole('button', { name: '更多结果' }).click();
    await eventually(() => page.locator('li.card').count()).toBe(12);
    expect(world.asked.at(-1)?.text).toBe('西游记');
  });

  it('asks for a class set by days and by a class that names no child', async () => {
    await entered(OWN_SCHOOL);
    await page.getByRole('search').locator('input').fill('西游记 2');
    await page.getByRole('button', { name: '查找' }).click();
    const card = page.locator('li.card');
    await card.getByText('整班共读').click();
    const form = card.locator('form.fields');
    await form.getByLabel('要几册').fill('45');
    await form.getByLabel('至少几册').fill('40');
    await form.getByLabel('年级').selectOption('五年级');
    await form.getByLabel('几班').fill('3');
    await form.getByRole('button').click();
    // Without its days it is not sent: a set that is booked for no time cannot be gathered in time.
    expect(world.ran).toEqual([]);
    await form.getByLabel('从哪天用').fill('2027-03-01');
    await form.getByLabel('用到哪天').fill('2027-03-26');
    const [loan] = world.loans;
    world.answer = () => ({ loan: loan && { ...loan, supplier: null, parts: [loan.id] }, problems: [] });
    await form.getByRole('button').click();
    await eventually(() => status().textContent()).toMatch(/已请求《西游记 1》45 册，正在问 1 馆，共 \d+ 册/);
    expect(world.ran).toMatchObject([
      {
        do: 'requestLoan',
        input: {
          requester: OWN_SCHOOL,
          edition: 'e2',
          ...{ quantity: 45, minQuantity: 40, bookFrom: '2027-03-01', bookUntil: '2027-03-26' },
          ...{ note: '五年级3班整班共读', patronRef: null },
        },
      },
    ]);
  });

  it('shows a coordinator what did not arrive outside, and lets it be sent again', async () => {
    const letter = { id: 17, peer: 'ISIL:CN-100081-1-NLC', peerName: '国家图书馆', talk: 'ASKED', attempts: 9 };
    const rest = { loan: world.loans[0]?.id ?? null, error: 'HTTP 500', createdAt: new Date('2026-11-20T01:00:00Z') };
    world.letters.push({ ...letter, ...rest });
    await page.goto(url);
    await page.getByLabel('密钥', { exact: true }).fill(addKey(world, 'COORDINATOR', null).text);
    await page.getByRole('button', { name: '进入' }).click();
    await page.getByRole('button', { name: '未送达' }).click();
    const card = page.locator('li.card');
    await card.waitFor();
    expect(await card.locator('h2').textContent()).toBe('国家图书馆：求借');
    expect(await card.textContent()).toContain('HTTP 500');
    await card.getByRole('button', { name: '再发一次' }).click();
    await eventually(() => status().textContent()).toBe('国家图书馆：再发一次。还有 0 条没有送达。');
    expect(await card.count()).toBe(0);
    expect(world.ran).toEqual([{ do: 'resolveLoanMessage', id: 17, choice: 'send again' }]);
  });

  it('lets a teacher draft, and leaves the rest to the librarian', async () => {
    await page.goto(url);
    await page.getByLabel('密钥', { exact: true }).fill(addKey(world, 'TEACHER', OWN_SCHOOL).text);
    await page.getByRole('button', { name: '进入' }).click();
    await page.getByRole('search').locator('input').fill('西游记 2');
    await page.getByRole('button', { name: '查找' }).click();
    expect(await page.locator('#tabs button:visible').allTextContents()).toEqual(['找书借书', '我馆借入']);
    const [loan] = world.loans;
    world.answer = () => ({ loan: loan && { ...loan, supplier: null, requesterState: 'DRAFT' }, problems: [] });
    await page.getByRole('button', { name: '请求借入' }).click();
    await eventually(() => status().textContent()).toMatch(/《西游记 1》已记为草稿/);
    expect(world.ran).toMatchObject([{ do: 'requestLoan', input: { requester: OWN_SCHOOL, draft: true } }]);
    await page.getByRole('button', { name: '我馆借入' }).click();
    const card = page.locator('li.card');
    await card.waitFor();
    expect(await card.getByRole('button').count()).toBe(0);
  });

  it('offers a program that pushes nothing to ask for', async () => {
    await page.goto(url);
    await page.getByLabel('密钥', { exact: true }).fill(addKey(world, 'MEMBER_PUSH', OWN_SCHOOL).text);
    await page.getByRole('button', { name: '进入' }).click();
    await page.getByRole('search').locator('input').fill('西游记 2');
    await page.getByRole('button', { name: '查找' }).click();
    await page.locator('li.card').waitFor();
    expect(await page.getByRole('button', { name: /请求/ }).count()).toBe(0);
  });

  it('keeps what is the alliance’s from a librarian', async () => {
    await entered(OWN_SCHOOL);
    expect(await page.getByRole('button', { name: '未送达' }).isVisible()).toBe(false);
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
