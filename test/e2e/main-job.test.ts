import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql, liantu, makeKey, type RunningGateway, startGateway } from '../support/cli.ts';
import { dataPresent, sharedData } from '../support/data.ts';

/** Six libraries and the files they really have: four house styles of CNMARC, a workbook, a list of copies in GBK. */
const MEMBERS = [
  ['CN-320508-C-NLC', '国图式学校', 'marc/cnmarc/derived_school/school_nlc.gb18030.iso', 400],
  ['CN-320508-C-CAL', '高校式学校', 'marc/cnmarc/derived_school/school_calis.utf8.iso', 399],
  ['CN-320508-C-ILAS', 'ILAS 式学校', 'marc/cnmarc/derived_school/school_ilas.gbk.crlf.iso', 399],
  ['CN-320508-C-LIB', '坏目录学校', 'marc/cnmarc/derived_school/school_lib.gb18030.charlen_badleader.iso', 399],
  ['CN-320508-C-XLSX', '馆藏清单学校', 'marc/tabular/school_catalogue_books.xlsx', 1597],
  ['CN-320581-C-COPY', '逐册清单中学', 'marc/tabular/school_library_copies.gbk.csv', 0],
] as const;
const SHEET = 'CN-320508-C-XLSX';

interface HeldEdition {
  readonly id: string;
  readonly title: string;
  readonly holdings: { readonly nodes: readonly { readonly library: { readonly code: string } }[] };
}

interface RecordShown {
  readonly sourceRecord: { readonly edition: HeldEdition } | null;
}

interface GoldRecord {
  readonly controlNo: string;
  readonly isbn: string;
}

/** Every record of the derived files with the library that brought it; each stands once in the workbook too. */
function goldRecords(): readonly (GoldRecord & { readonly library: string })[] {
  return MEMBERS.slice(0, 4).flatMap(([library, , file]) => {
    const gold = readFileSync(sharedData(file.replace(/(school_[a-z]+)\..*$/, '$1.expected.jsonl')), 'utf8');
    return gold
      .trim()
      .split('\n')
      .map((line) => ({ ...(JSON.parse(line) as GoldRecord), library }));
  });
}

describe.skipIf(!dataPresent)('the main job on real files', () => {
  let gateway: RunningGateway;
  let operator: string;
  let folder: string;
  const keys = new Map<string, string>();
  const librarians = new Map<string, string>();

  beforeAll(async () => {
    gateway = await startGateway();
    folder = await mkdtemp(join(tmpdir(), 'liantu-main-job-'));
    const libraries = MEMBERS.map(([code, name]) => ({ code, name, kind: 'SCHOOL', area: code.slice(3, 9) }));
    await writeFile(join(folder, 'libraries.json'), JSON.stringify(libraries));
    const imported = await liantu(['library', 'import', join(folder, 'libraries.json'), '--json'], gateway.env);
    expect(imported.exit, imported.stderr).toBe(0);
    operator = await makeKey(gateway.env, 'OPERATOR');
    for (const [code] of MEMBERS) {
      keys.set(code, await makeKey(gateway.env, 'MEMBER_PUSH', code));
      librarians.set(code, await makeKey(gateway.env, 'LIBRARIAN', code));
    }
  }, 120_000);

  afterAll(async () => {
    await gateway?.[Symbol.asyncDispose]();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  const keyOf = (library: string) => keys.get(library) ?? '';
  const push = (library: string, file: string, ...more: readonly string[]) =>
    liantu(['push', file, '--to', gateway.url, '--library', library, '--json', ...more], {
      LIANTU_KEY: keyOf(library),
    });

  it.each(MEMBERS)('%s pushes %s', async (library, _name, file, records) => {
    const { exit, stdout, stderr } = await push(library, sharedData(file), '--snapshot');
    const report = JSON.parse(stdout) as Record<string, unknown>;
    expect({ exit, state: report.state, quarantined: report.quarantined }, stderr).toEqual({
      exit: 0,
      state: 'DONE',
      quarantined: 0,
    });
    expect(report.added).toBe(report.received);
    if (records > 0) expect(report.received).toBe(records);
  });

  it('finds the second push of the same file unchanged', async () => {
    const [library, , file] = MEMBERS[1];
    const { exit, stdout } = await push(library, sharedData(file), '--snapshot');
    expect({ exit, ...(JSON.parse(stdout) as object) }).toMatchObject({
      exit: 0,
      received: 399,
      unchanged: 399,
      added: 0,
      changed: 0,
      deleted: 0,
    });
  });

  it('has two holders in one edition for each of the 1,597 ISBNs', async () => {
    const edition = 'id title holdings(first: 100) { nodes { library { code } } }';
    const byIsbn = `query ($isbn: String!) { editionsByIsbn(isbn: $isbn) { ${edition} } }`;
    // Five books carry a placeholder (1234) in the place of an ISBN: they are looked up by their record.
    const byRecord = `query ($library: String!, $localId: String!) {
      sourceRecord(library: $library, localId: $localId) { edition { ${edition} } } }`;
    const records = goldRecords();
    expect(new Set(records.map(({ isbn }) => isbn)).size).toBe(1597);
    const wrong: string[] = [];
    for (const { isbn, library, controlNo: localId } of records) {
      const editions = /^\d{9}(\d{3})?[\dX]$/.test(isbn)
        ? (await graphql<{ editionsByIsbn: readonly HeldEdition[] }>(gateway, operator, byIsbn, { isbn }))
            .editionsByIsbn
        : [await graphql<RecordShown>(gateway, operator, byRecord, { library, localId })].flatMap((found) =>
            found.sourceRecord === null ? [] : [found.sourceRecord.edition],
          );
      const holders = editions.map(({ holdings }) => new Set(holdings.nodes.map((node) => node.library.code)));
      if (!holders.some((codes) => codes.has(library) && codes.has(SHEET)))
        wrong.push(
          `${isbn} ${editions.map(({ title }, index) => `${title}: ${[...(holders[index] ?? [])]}`).join(' | ')}`,
        );
    }
    expect(wrong).toEqual([]);
  }, 300_000);

  it('shows a title’s libraries, copies, barcodes and status in one query', async () => {
    const query = `query ($text: String!) { search(query: $text, first: 3) { nodes { title libraryCount itemCount
      holdings(first: 20) { nodes { library { code name } callNumber itemCount statusKnown
        items(first: 10) { nodes { barcode availability } } } } } } }`;
    const { search } = await graphql<{ search: { nodes: readonly TitleShown[] } }>(gateway, operator, query, {
      text: '毛泽东诗词鉴赏',
    });
    const [title] = search.nodes;
    expect(title?.title).toBe('毛泽东诗词鉴赏');
    const told = Object.fromEntries((title?.holdings.nodes ?? []).map((holding) => [holding.library.code, holding]));
    expect(Object.keys(told)).toEqual(expect.arrayContaining(['CN-320508-C-NLC', SHEET]));
    const copies = told['CN-320508-C-NLC']?.items.nodes ?? [];
    expect(copies.map(({ barcode }) => barcode).sort()).toEqual(
      ['1', '2', '3', '4', '5'].map((end) => `N0000000${end}`),
    );
    // Neither file tells whether a copy is lent: that is said, not guessed.
    expect(told['CN-320508-C-NLC']?.statusKnown).toBe(false);
    expect(new Set(copies.map(({ availability }) => availability))).toEqual(new Set(['UNKNOWN']));
    expect(told[SHEET]?.itemCount).toBe(5);
  });

  it.each(['毛泽东诗词鉴赏', 'maozedongshicijianshang', 'mzdscjs', '9787806041574', '公木'])(
    'finds the book by %s',
    async (text) => {
      const query = 'query ($text: String!) { search(query: $text, first: 5) { nodes { title } } }';
      const { search } = await graphql<{ search: { nodes: readonly { title: string }[] } }>(gateway, operator, query, {
        text,
      });
      expect(search.nodes.map(({ title }) => title)).toContain('毛泽东诗词鉴赏');
    },
  );

  it('takes the loans of the day without records', async () => {
    const file = join(folder, 'loans.csv');
    await writeFile(file, '条码号,状态,应还日期\nN00000001,借出,2027-01-15\nN00000002,在馆,\nNOSUCH,在馆,\n');
    const library = 'CN-320508-C-NLC';
    const { exit, stdout, stderr } = await liantu(
      ['availability', file, '--to', gateway.url, '--library', library, '--json'],
      { LIANTU_KEY: keyOf(library) },
    );
    expect([0, 3], stderr).toContain(exit);
    expect(JSON.parse(stdout)).toMatchObject({ changed: 2, unknownBarcodes: ['NOSUCH'] });
    expect(await statusOf('9787806041574', 'N00000001')).toEqual({ availability: 'ON_LOAN', dueDate: '2027-01-15' });
  });

  it('refuses another library’s key and tells so', async () => {
    const [library] = MEMBERS[0];
    const { exit, stderr } = await liantu(
      ['push', sharedData(MEMBERS[1][2]), '--to', gateway.url, '--library', library, '--json'],
      { LIANTU_KEY: keyOf(MEMBERS[1][0]) },
    );
    expect(exit).toBe(4);
    expect(stderr).toMatch(/FORBIDDEN/);
  });

  async function statusOf(isbn: string, barcode: string) {
    const query = `query ($isbn: String!) { editionsByIsbn(isbn: $isbn) {
      holdings(first: 50) { nodes { items(first: 50) { nodes { barcode availability dueDate } } } } } }`;
    type Answer = {
      editionsByIsbn: readonly { holdings: { nodes: readonly { items: { nodes: readonly ItemShown[] } }[] } }[];
    };
    const { editionsByIsbn } = await graphql<Answer>(gateway, operator, query, { isbn });
    const items = editionsByIsbn.flatMap(({ holdings }) => holdings.nodes.flatMap((holding) => holding.items.nodes));
    const { availability, dueDate } = items.find((item) => item.barcode === barcode) ?? {};
    return { availability, dueDate };
  }

  it('lends a copy and gets it back', async () => {
    const requester = 'CN-320581-C-COPY';
    const query = 'query ($isbn: String!) { editionsByIsbn(isbn: $isbn) { id } }';
    const isbn = '9787101070927';
    const found = await graphql<{ editionsByIsbn: readonly { id: string }[] }>(gateway, operator, query, { isbn });
    const [edition] = found.editionsByIsbn;
    const asked = await graphql<{ requestLoan: LoanAnswer }>(
      gateway,
      librarians.get(requester) ?? '',
      `mutation ($input: RequestLoanInput!) { requestLoan(input: $input) { loan { ${LOAN} } problems { code message } } }`,
      { input: { requester, editionId: edition?.id, idempotencyKey: 'main-job-1' } },
    );
    expect(asked.requestLoan.problems).toEqual([]);
    let loan = asked.requestLoan.loan;
    const act = async (as: 'REQUESTER' | 'SUPPLIER', action: string, more: Record<string, unknown> = {}) => {
      const who = as === 'REQUESTER' ? requester : (loan?.supplier?.library?.code ?? '');
      const mutation = `mutation ($input: ActOnLoanInput!) { actOnLoan(input: $input) { loan { ${LOAN} } problems { code message } } }`;
      const input = { loanId: loan?.id, action, as, idempotencyKey: `main-job-${action}-${who}`, ...more };
      const { actOnLoan } = await graphql<{ actOnLoan: LoanAnswer }>(gateway, librarians.get(who) ?? '', mutation, {
        input,
      });
      expect(actOnLoan.problems, action).toEqual([]);
      loan = actOnLoan.loan;
    };

    const first = loan?.supplier?.library?.code;
    await act('SUPPLIER', 'UNFILLED', { reason: 'NotOnShelf' });
    // The next library of the rota is asked by itself.
    const second = loan?.supplier?.library?.code;
    expect([first, second].sort()).toEqual(['CN-320508-C-CAL', SHEET].sort());
    await act('SUPPLIER', 'WILL_SUPPLY');
    const barcode = second === 'CN-320508-C-CAL' ? 'C00000101' : null;
    await act('SUPPLIER', 'SHIP', barcode === null ? {} : { barcodes: [barcode] });
    expect(loan?.state).toBe('SHIPPED');
    if (barcode !== null) expect((await statusOf(isbn, barcode)).availability).not.toBe('AVAILABLE');
    await act('REQUESTER', 'RECEIVE');
    expect(loan?.state).toBe('RECEIVED');
    await act('REQUESTER', 'RETURN');
    await act('SUPPLIER', 'CHECK_IN');
    expect(loan?.state).toBe('COMPLETED');
    expect(loan?.events.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['UNFILLED', 'WILL_SUPPLY', 'SHIP', 'RECEIVE', 'RETURN', 'CHECK_IN']),
    );
  });
});

const LOAN = 'id state version supplier { library { code } } events { action }';

interface LoanAnswer {
  readonly loan: LoanShown | null;
  readonly problems: readonly { readonly code: string; readonly message: string }[];
}
interface LoanShown {
  readonly id: string;
  readonly state: string;
  readonly supplier: { readonly library: { readonly code: string } | null } | null;
  readonly events: readonly { readonly action: string }[];
}
interface ItemShown {
  readonly barcode: string | null;
  readonly availability: string;
  readonly dueDate: string | null;
}
interface TitleShown {
  readonly title: string;
  readonly holdings: {
    readonly nodes: readonly {
      readonly library: { readonly code: string };
      readonly itemCount: number;
      readonly statusKnown: boolean;
      readonly items: { readonly nodes: readonly ItemShown[] };
    }[];
  };
}
