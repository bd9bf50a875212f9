import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dropOldLetters } from '../../src/app/loan-post.ts';
import { pseudonymKey } from '../../src/app/pseudonym-key.ts';
import { backupData } from '../../src/app/safekeeping.ts';
import { receiveIso } from '../../src/loan/partners/iso18626/receive.ts';
import { wireOf } from '../../src/loan/partners/iso18626/send.ts';
import { personalInNote } from '../../src/loan/patron-ref.ts';
import { pseudonym } from '../../src/loan/pseudonym.ts';
import { temporaryFolder } from '../support/folder.ts';
import { HOME, loanIn, MONDAY, NEAR, smallAlliance, type TestAlliance } from './alliance.ts';

const day = (days: number) => new Date(MONDAY.getTime() + days * 86_400_000);
const VERSIONS = ['1.2', '2021'] as const;

function outside(alliance: TestAlliance, version: '1.2' | '2021'): void {
  const peer = { symbol: 'ISIL:US-OUT', name: '外馆', kind: 'iso18626', url: 'http://peer.example', version } as const;
  alliance.loans.putPartner({ ...peer, dialect: null, secret: 'agreed-S3CRET', allowPrivate: false, lastResort: 1 });
}

/** Everything the store holds on disk, byte for byte. */
function bytesOf({ db, file }: TestAlliance): Buffer {
  db.pragma('wal_checkpoint(TRUNCATE)');
  const files = readdirSync(dirname(file)).map((name) => join(dirname(file), name));
  return Buffer.concat(files.map((each) => readFileSync(each)));
}

describe('a reader', () => {
  it('stands in the store under a pseudonym, never under the reference', () => {
    const alliance = smallAlliance();
    const { request, book, db } = alliance;
    loanIn(request({ edition: book, patronRef: 'R-7F3K2-XREF' }));
    expect(bytesOf(alliance).includes('XREF')).toBe(false);
    const again = loanIn(request({ edition: book, patronRef: ' R-7F3K2-XREF ' }));
    expect(again.flags).toContain('NEEDS_ATTENTION');
    const kept = db.prepare<[], string>('SELECT DISTINCT patron_ref FROM loans').pluck().all();
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatch(/^[\w-]{27}$/);
  });

  it('has another pseudonym at another school, and under another key', () => {
    const key = Buffer.alloc(32, 1);
    const all = [
      pseudonym(key, HOME, 'R-1a'),
      pseudonym(key, NEAR, 'R-1a'),
      pseudonym(Buffer.alloc(32, 2), HOME, 'R-1a'),
    ];
    expect(new Set(all).size).toBe(3);
    expect(pseudonym(key, HOME, 'Ｒ-1a')).toBe(all[0]);
  });

  it('is kept apart by a key that only the owner of the folder can read, and no backup holds', async () => {
    const dataFolder = temporaryFolder('key');
    const key = pseudonymKey(dataFolder);
    expect(key.length).toBe(32);
    expect(pseudonymKey(dataFolder).every((byte, at) => byte === key[at])).toBe(true);
    expect(statSync(join(dataFolder, 'pseudonym.key')).mode & 0o777).toBe(0o600);
    const { openOffice } = await import('../../src/app/office.ts');
    const { prepareStore } = await import('../../src/app/stores.ts');
    const { systemClock } = await import('../../src/base/clock.ts');
    await prepareStore(join(dataFolder, 'catalogue.db'), 'none');
    await openOffice(join(dataFolder, 'catalogue.db'), systemClock, () => undefined)[Symbol.asyncDispose]();
    const copy = join(dataFolder, 'copy.db');
    await backupData({ dataFolder } as Parameters<typeof backupData>[0], copy);
    expect(existsSync(copy)).toBe(true);
    expect(readFileSync(copy).includes(Buffer.from(key))).toBe(false);
  });

  it.each([
    '电话一三九一二三四五六七八',
    '幺三九 幺二三四 五六七八',
    '139/1234/5678',
    '１３９．１２３４．５６７８',
    '李雷(139)1234-5678',
  ])('“%s” is a telephone number in whatever writing', (note) => expect(personalInNote(note)).toBe('phone'));

  it('may not be named in a title either', () => {
    const { request } = smallAlliance();
    const refused = request({ title: '给王小明（13912345678）的书' });
    expect(refused.problems.map(({ code, field }) => `${code} ${field}`)).toEqual(['PERSONAL_DATA_REFUSED title']);
  });
});

describe('a letter laid out for the mail', () => {
  it('is kept no longer than its loan', async () => {
    const folder = temporaryFolder('letters');
    for (const name of ['old.eml', 'new.eml', 'other.txt']) writeFileSync(join(folder, name), 'x');
    const past = new Date(MONDAY.getTime() - 31 * 86_400_000);
    for (const name of ['old.eml', 'other.txt']) utimesSync(join(folder, name), past, past);
    utimesSync(join(folder, 'new.eml'), MONDAY, MONDAY);
    await dropOldLetters(folder, MONDAY);
    expect(readdirSync(folder).sort()).toEqual(['new.eml', 'other.txt']);
    await dropOldLetters(join(folder, 'none'), MONDAY);
  });
});

describe.each(VERSIONS)('on the wire of %s', (version) => {
  it('goes nothing of a reader', () => {
    const alliance = smallAlliance();
    outside(alliance, version);
    loanIn(alliance.request({ title: '无人收藏的书', patronRef: 'R-7F3K2-XREF', note: 'NOTE-OF-THE-SCHOOL' }));
    const [waiting] = alliance.loans.post.due(MONDAY, 1);
    if (waiting === undefined) throw new Error('nothing to send');
    const wire = wireOf(waiting.message, waiting.to);
    expect(wire).toContain('无人收藏的书');
    expect(wire).not.toMatch(/XREF|NOTE-OF|patron(Info|Id)|surname|givenName/i);
    expect(JSON.stringify(waiting.message)).not.toContain('XREF');
  });

  it('comes what is not kept: patronInfo, secrets, notes that name a telephone', () => {
    const alliance = smallAlliance();
    outside(alliance, version);
    const answer = hear(alliance, requestFrom(version, '请电 13912345678 WANG'));
    expect(answer).toContain('<messageStatus>OK</messageStatus>');
    const stored = bytesOf(alliance);
    for (const told of ['SURNAME', 'P-0815', '13912345678', 'WANG', 'agreed-S3CRET</securityCode>']) {
      expect(stored.includes(told), told).toBe(false);
    }
    expect(stored.includes('外来的书')).toBe(true);
    // The stored confirmation is still given to a peer that repeats itself.
    expect(hear(alliance, requestFrom(version, '请电 13912345678 WANG'))).toBe(answer);
  });

  it('is forgotten thirty days after the end: notes, messages both ways, answers; the file holds no byte of them', () => {
    const alliance = smallAlliance();
    outside(alliance, version);
    const { request, act, loans, db } = alliance;
    const loan = loanIn(request({ title: '无人收藏的书', patronRef: 'R-7F3K2-FORGET', note: 'note-FORGET' }));
    loanIn(act(loan, 'REQUESTER', 'CANCEL', { note: 'cancel-FORGET' }));
    loanIn(act(loan, 'SUPPLIER', 'ACCEPT_CANCEL', { note: 'agreed-FORGET', actor: null }));
    hear(alliance, requestFrom(version, 'request-FORGET'));
    hear(alliance, requestFrom(version, 'stray-FORGET').replace(NEAR, 'CN-NOBODY'));
    expect(bytesOf(alliance).includes('-FORGET')).toBe(true);
    db.prepare("UPDATE loans SET state = 'CANCELLED', open = 0, closed_at = ? WHERE requester_name IS NOT NULL").run(
      MONDAY.getTime(),
    );
    db.exec(`INSERT OR IGNORE INTO loan_timers SELECT id, 'PURGE', ${day(30).getTime()} FROM loans WHERE open = 0`);
    db.transaction(() => loans.sweep(day(29), 100)).immediate();
    expect(bytesOf(alliance).includes('-FORGET')).toBe(true);
    db.transaction(() => loans.sweep(day(31.5), 100)).immediate();
    expect(bytesOf(alliance).includes('-FORGET')).toBe(false);
  });
});

function hear({ db, loans }: TestAlliance, body: string): string {
  return db.transaction(
    () => receiveIso(loans.exchange, { body, secret: 'agreed-S3CRET', loopback: false }, MONDAY).body,
  )();
}

function requestFrom(version: '1.2' | '2021', note: string): string {
  return `<ISO18626Message xmlns="http://illtransactions.org/2013/iso18626" xmlns:ill="http://illtransactions.org/2013/iso18626" ill:version="${version === '1.2' ? '1.2' : '2021-3'}"><request><header>
    <supplyingAgencyId><agencyIdType>ISIL</agencyIdType><agencyIdValue>${NEAR}</agencyIdValue></supplyingAgencyId>
    <requestingAgencyId><agencyIdType>ISIL</agencyIdType><agencyIdValue>US-OUT</agencyIdValue></requestingAgencyId>
    ${version === '1.2' ? '<multipleItemRequestId/>' : ''}<timestamp>2026-11-23T01:09:27.867Z</timestamp>
    <requestingAgencyRequestId>r-${note.length}</requestingAgencyRequestId>
    <requestingAgencyAuthentication><accountId>a</accountId><securityCode>agreed-S3CRET</securityCode></requestingAgencyAuthentication></header>
    <bibliographicInfo><title>外来的书</title></bibliographicInfo>
    <serviceInfo><requestType>New</requestType><serviceType>Loan</serviceType><note>${note}</note></serviceInfo>
    <patronInfo><patronId>P-0815</patronId><surname>SURNAME</surname></patronInfo></request></ISO18626Message>`;
}
