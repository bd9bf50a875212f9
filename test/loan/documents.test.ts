import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documentFolder } from '../../src/app/document-folder.ts';
import { globalId } from '../../src/gateway/ids.ts';
import { sniffDocument } from '../../src/loan/document.ts';
import type { Loan } from '../../src/loan/loan.ts';
import { FAR, HOME, loanIn, MONDAY, NEAR } from './alliance.ts';
import { type Served, served } from './served.ts';

const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(300_000, 0x41)]);
const DAY_MS = 86_400_000;

async function put(site: Served, loan: Loan, key: string, body: Uint8Array) {
  const answer = await fetch(`${site.url}/loans/${globalId('Loan', loan.id)}/document`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/octet-stream' },
    body,
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const get = (site: Served, path: string, key: string | null) =>
  fetch(`${site.url}${path}`, { headers: key === null ? {} : { authorization: `Bearer ${key}` } });

const ACT = `mutation ($input: ActOnLoanInput!) { actOnLoan(input: $input) { problems { code } loan { stateAs(role: REQUESTER)
  document { url contentType bytes sha256 expiresAt available copyright } } } }`;
const SEE = 'query ($id: ID!) { loan(id: $id) { document { url available } } }';

function copyWanted({ alliance }: Served): Loan {
  return loanIn(alliance.request({ edition: alliance.book, serviceType: 'COPY' }));
}

describe('a copy of an article', () => {
  it('goes as a file: laid down by the lender, fetched by the borrower alone, deleted after two weeks', async () => {
    await using site = await served();
    const loan = copyWanted(site);
    const near = await site.key('LIBRARIAN', NEAR);
    const home = await site.key('LIBRARIAN', HOME);
    const teacher = await site.key('TEACHER', HOME);
    const laid = await put(site, loan, near, PDF);
    expect([laid.status, laid.body.type, laid.body.bytes]).toEqual([201, 'application/pdf', PDF.length]);
    const path = `/documents/${String(laid.body.id)}`;
    const file = join(site.folder, path);
    expect(readFileSync(file).equals(PDF)).toBe(true);
    expect(statSync(file).mode & 0o077).toBe(0);
    // Not before the lender has handed it over.
    expect((await get(site, path, home)).status).toBe(404);

    const input = { loanId: globalId('Loan', loan.id), action: 'SUPPLY_COPY', as: 'SUPPLIER', idempotencyKey: 'copy' };
    const supplied = await site.ask(ACT, near, { input });
    expect(supplied.data?.actOnLoan).toMatchObject({
      problems: [],
      loan: {
        stateAs: 'COMPLETED',
        document: {
          url: path,
          contentType: 'application/pdf',
          bytes: PDF.length,
          sha256: createHash('sha256').update(PDF).digest('hex'),
          available: true,
        },
      },
    });
    expect(JSON.stringify(supplied.data)).toContain('不得出版发行');

    for (const key of [home, teacher]) {
      const answer = await get(site, path, key);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
      expect(answer.headers.get('content-disposition')).toContain(`${loan.id}.pdf`);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(Buffer.from(await answer.arrayBuffer()).equals(PDF)).toBe(true);
    }
    const others = [near, await site.key('LIBRARIAN', FAR), await site.key('MEMBER_PUSH', HOME), null];
    const statuses = await Promise.all(others.map(async (key) => (await get(site, path, key)).status));
    expect(statuses).toEqual([404, 404, 403, 401]);

    site.now = new Date(MONDAY.getTime() + 14 * DAY_MS + 1);
    expect((await get(site, path, home)).status).toBe(404);
    const seen = await site.ask(SEE, home, { id: globalId('Loan', loan.id) });
    expect(seen.data?.loan).toEqual({ document: { url: path, available: false } });
    await site.commands.run({ do: 'sweepLoans' }, { key: 'system', name: 'system' });
    const shelf = documentFolder(join(site.folder, 'documents'));
    expect(await shelf.tidy(new Set(), new Date(Date.now() + DAY_MS))).toBe(1);
    expect(existsSync(file)).toBe(false);
  });

  it('is refused in words where it is too large, no page, or not the lender’s to lay down', async () => {
    await using site = await served(100_000);
    const loan = copyWanted(site);
    const near = await site.key('LIBRARIAN', NEAR);
    const refused = async (key: string, body: Uint8Array, of = loan) => {
      const answer = await put(site, of, key, body);
      return `${answer.status} ${String(answer.body.code)}`;
    };
    expect(await refused(near, PDF)).toBe('413 DOCUMENT_TOO_LARGE');
    expect(await refused(near, Buffer.from('MZ\u0090 a program called 报告.pdf'))).toBe('415 DOCUMENT_TYPE_REFUSED');
    expect(await refused(near, Buffer.alloc(0))).toBe('415 DOCUMENT_TYPE_REFUSED');
    const page = PDF.subarray(0, 2_000);
    expect(await refused(await site.key('LIBRARIAN', HOME), page)).toBe('404 NOT_FOUND');
    expect(await refused(await site.key('TEACHER', NEAR), page)).toBe('403 FORBIDDEN');
    const book = loanIn(site.alliance.request({ edition: site.alliance.book }));
    expect(await refused(near, page, book)).toBe('409 LOAN_NO_COPY_SERVICE');
    expect(readdirSync(join(site.folder, 'documents'))).toEqual([]);
  });

  it('leaves nothing behind when the line breaks off, and a second file takes the place of the first', async () => {
    await using site = await served();
    const loan = copyWanted(site);
    const near = await site.key('LIBRARIAN', NEAR);
    await brokenOff(`${site.url}/loans/${globalId('Loan', loan.id)}/document`, near);
    await expect.poll(() => readdirSync(join(site.folder, 'documents')), { timeout: 10_000 }).toEqual([]);
    const first = await put(site, loan, near, PDF);
    const second = await put(site, loan, near, Buffer.concat([PDF, Buffer.from('2')]));
    const input = { loanId: globalId('Loan', loan.id), action: 'SUPPLY_COPY', as: 'SUPPLIER', idempotencyKey: 'copy' };
    const { data } = await site.ask(ACT, near, { input });
    expect(JSON.stringify(data)).toContain(String(second.body.id));
    expect(
      await site.alliance.db
        .prepare('SELECT gone_at IS NULL AS alive FROM loan_documents WHERE id = ?')
        .get(first.body.id),
    ).toEqual({ alive: 0 });
  });

  it('may go on paper as well, or lie at an address of the lender', async () => {
    await using site = await served();
    const paper = copyWanted(site);
    expect(loanIn(site.alliance.act(paper, 'SUPPLIER', 'SUPPLY_COPY'))).toMatchObject({
      requesterState: 'COMPLETED',
      fileUrl: null,
    });
    const elsewhere = copyWanted(site);
    const fileUrl = 'https://ill.example.cn/f/1.pdf';
    expect(loanIn(site.alliance.act(elsewhere, 'SUPPLIER', 'SUPPLY_COPY', { fileUrl })).fileUrl).toBe(fileUrl);
  });

  it('keeps what is being laid down from being tidied away', async () => {
    await using site = await served();
    const loan = copyWanted(site);
    const laid = await put(site, loan, await site.key('LIBRARIAN', NEAR), PDF);
    const folder = join(site.folder, 'documents');
    const shelf = documentFolder(folder);
    expect(await shelf.tidy(new Set(), new Date())).toBe(0);
    const old = new Date(Date.now() - DAY_MS);
    utimesSync(join(folder, String(laid.body.id)), old, old);
    expect(await shelf.tidy(new Set([String(laid.body.id)]), new Date())).toBe(0);
    expect(await shelf.tidy(new Set(), new Date())).toBe(1);
  });
});

describe('a file', () => {
  it.each([
    ['%PDF-1.4', 'application/pdf'],
    ['\u00FF\u00D8\u00FF\u00E0', 'image/jpeg'],
    ['\u0089PNG\r\n\u001A\n', 'image/png'],
    ['II*\u0000', 'image/tiff'],
    ['<html>', null],
    ['PK\u0003\u0004', null],
    ['%PD', null],
  ])('that begins with %j is %s', (head, type) => expect(sniffDocument(Buffer.from(head, 'latin1'))).toBe(type));
});

/** Sends the beginning of a file and hangs up. */
function brokenOff(url: string, key: string): Promise<void> {
  return new Promise((resolve) => {
    const sending = request(url, {
      method: 'PUT',
      headers: { authorization: `Bearer ${key}`, 'content-length': 1_000_000, 'content-type': 'application/pdf' },
    });
    sending.on('error', () => resolve());
    sending.write(PDF.subarray(0, 200_000), () => setTimeout(() => sending.destroy(), 100));
    sending.on('close', () => resolve());
  });
}
