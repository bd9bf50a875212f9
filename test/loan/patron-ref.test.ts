import { describe, expect, it } from 'vitest';
import { personalInNote, personalInRef } from '../../src/loan/patron-ref.ts';
import { loanIn, MONDAY, smallAlliance } from './alliance.ts';

describe('a patron reference', () => {
  it.each([
    'R-7F3K2',
    'r_0a9x',
    '7c9e6679-7425-40de-944b-e07fc1f90ae7',
    'c3.b12:77',
    '12345678-7425-40de-944b-e07fc1f90ae7',
  ])('%s is opaque', (ref) => expect(personalInRef(ref)).toBeNull());
  it.each([
    ['张三', 'name'],
    ['zhangsan', 'name'],
    ['Li Lei', 'name'],
    ['13812345678', 'phone'],
    ['138-1234-5678', 'phone'],
    ['+86 138 1234 5678', 'phone'],
    ['１３８１２３４５６７８', 'phone'],
    ['320508201501011234', 'identity'],
    ['32050820150101123X', 'identity'],
    ['G320508201501011234', 'pupil'],
    ['20230115', 'pupil'],
    ['2023031205', 'pupil'],
    ['S20230115', 'pupil'],
    ['r1', 'name'],
  ])('%s is refused as %s', (ref, kind) => expect(personalInRef(ref)).toBe(kind));
});

describe('a note', () => {
  it.each([
    '请寄到图书馆前台，周三前',
    '王老师班上共读',
    'ISBN 9787544291170，2026 年 12 月用',
    '45 copies for grade 5',
  ])('“%s” may stay', (note) => expect(personalInNote(note)).toBeNull());
  it.each([
    ['王小明 13912345678', 'phone'],
    ['家长电话 0512-65123456', 'phone'],
    ['身份证 320508201501011234', 'identity'],
    ['学号：2023031205', 'pupil'],
    ['学籍号 G320508201501011234', 'pupil'],
  ])('“%s” is refused', (note, kind) => expect(personalInNote(note)).toBe(kind));
});

describe('no child', () => {
  it('is named to the store', () => {
    const { request, act, book, db } = smallAlliance();
    const refused = request({ edition: book, patronRef: '王小明', note: '电话 13912345678' });
    expect(refused.loan).toBeNull();
    expect(refused.problems.map(({ code, field }) => `${code} ${field}`)).toEqual([
      'PERSONAL_DATA_REFUSED patronRef',
      'PERSONAL_DATA_REFUSED note',
    ]);
    const loan = loanIn(request({ edition: book, patronRef: 'R-7F3K2' }));
    expect(act(loan, 'SUPPLIER', 'UNFILLED', { note: '请联系 13912345678' }).problems[0]?.code).toBe(
      'PERSONAL_DATA_REFUSED',
    );
    expect(db.serialize().includes('13912345678')).toBe(false);
    expect(db.serialize().includes('王小明')).toBe(false);
  });

  it('can be traced after thirty days: reference and notes are gone', () => {
    const { request, act, book, db, loans } = smallAlliance();
    const loan = loanIn(request({ edition: book, patronRef: 'R-7F3K2-SECRET', note: 'note-SECRET' }));
    loanIn(act(loan, 'REQUESTER', 'CANCEL', { note: 'reason-SECRET' }));
    const day = (days: number) => new Date(MONDAY.getTime() + days * 86_400_000);
    const kept = () =>
      db
        .prepare<[], { n: number }>('SELECT count(*) AS n FROM loans WHERE patron_ref IS NOT NULL OR note IS NOT NULL')
        .get()?.n;
    db.transaction(() => loans.sweep(day(29), 100)).immediate();
    expect(kept()).toBe(1);
    db.transaction(() => loans.sweep(day(31), 100)).immediate();
    expect(kept()).toBe(0);
    db.exec('VACUUM');
    expect(db.serialize().includes('SECRET')).toBe(false);
  });
});
