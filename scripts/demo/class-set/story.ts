import { z } from 'zod';
import { CLASS_SET_ISBN, CLASS_SET_SCHOOL } from '../alliance.ts';
import { bringHome, deliver } from './courier.ts';
import {
  ACCOUNT,
  ACT,
  Account,
  type ClassSet,
  EDITION,
  Edition,
  LOAN,
  LoanPayload,
  type Part,
  REQUEST,
  ROUTES,
  Routes,
  STATUSES,
  Statuses,
} from './questions.ts';
import type { Stage } from './stage.ts';

const COPIES = 45;
/** The class reads over 国庆: the week in the middle of its window has no school, no courier and no deadline. */
const DAYS = {
  drafted: '2026-09-02',
  submitted: '2026-09-03',
  promised: '2026-09-04',
  warned: '2026-09-08',
  packed: '2026-09-21',
  used: '2026-09-28',
  holiday: ['2026-10-01', '2026-10-07'],
  packedAgain: '2026-10-30',
  overdue: '2026-11-06',
  closed: '2026-11-09',
} as const;

/** This school asks for its wrapping to be paid; this one answers late; this one loses a copy to the class. */
const CHARGES = 'CN-320581-C-SL10';
const CHARGE_FEN = 800;
const SILENT = 'CN-320509-C-SL07';
const LOSES = 'CN-320506-C-SL05';

/** What came of it, for whoever checks. */
export interface Outcome {
  readonly title: string;
  readonly onReadingList: boolean;
  readonly copies: number;
  readonly lenders: number;
  readonly states: readonly string[];
  readonly received: number;
  readonly home: number;
  readonly lost: number;
  readonly dueDates: readonly string[];
  /** Days on which anything happened to the loans. */
  readonly daysOfEvents: readonly string[];
  readonly warned: boolean;
  /** What the catalogue says of the copies that are not back on a shelf. */
  readonly away: readonly string[];
  readonly routes: z.infer<typeof Routes>['courierRoutes'];
  readonly accounts: readonly z.infer<typeof Account>['settlement'][];
}

const TEACHER = `teacher ${CLASS_SET_SCHOOL}`;
const LIBRARIAN = `librarian ${CLASS_SET_SCHOOL}`;

/** 45 copies of one title from eleven schools: asked for, gathered, delivered over two routes, used, returned, settled. */
export async function playClassSet(stage: Stage): Promise<Outcome> {
  const before = await theTitle(stage);
  const set = await asked(stage, before.id);
  await gathered(stage, set.id);
  await stage.goTo(DAYS.packed);
  await deliver(stage, { set: await seen(stage, set.id), to: CLASS_SET_SCHOOL, edition: before.id });
  const received = await used(stage, set.id);
  await stage.goTo(DAYS.packedAgain);
  await bringHome(stage, { set: await seen(stage, set.id), from: CLASS_SET_SCHOOL, keeps: LOSES });
  const over = await closed(stage, set.id);
  return {
    title: before.title,
    onReadingList: before.readingLists.length > 0,
    copies: over.parts.reduce((sum, { items }) => sum + items.length, 0),
    lenders: new Set(over.parts.map(lenderOf)).size,
    states: [over.state, ...over.parts.map(({ state }) => state)],
    received,
    home: itemsIn(over, 'COMPLETED'),
    lost: itemsIn(over, 'LOST'),
    dueDates: over.parts.flatMap(({ dueDate }) => dueDate ?? []),
    daysOfEvents: [...new Set(over.parts.flatMap(({ events }) => events.map(({ at }) => at.slice(0, 10))))].sort(),
    warned: over.parts.some(({ events }) => events.some(({ action }) => action === 'ANSWER_HALF')),
    away: await away(stage, before.id),
    ...(await settled(stage)),
  };
}

async function theTitle(stage: Stage): Promise<z.infer<typeof Edition>> {
  const shape = z.object({ editionsByIsbn: z.array(Edition).nonempty() });
  const { editionsByIsbn } = await stage.ask(TEACHER, EDITION, { isbn: CLASS_SET_ISBN }, shape);
  return editionsByIsbn.reduce((most, each) => (each.libraryCount > most.libraryCount ? each : most));
}

async function seen(stage: Stage, id: string): Promise<ClassSet> {
  return (await stage.ask(LIBRARIAN, LOAN, { id }, z.object({ loan: LoanPayload.shape.loan }))).loan;
}

/** The teacher writes a draft, the librarian sends it. */
async function asked(stage: Stage, editionId: string): Promise<ClassSet> {
  await stage.goTo(DAYS.drafted);
  const input = {
    ...{ requester: CLASS_SET_SCHOOL, editionId, quantity: COPIES, minQuantity: COPIES, draft: true },
    ...{ bookFrom: DAYS.used, bookUntil: DAYS.packedAgain, note: '七年级 3 班整班共读' },
  };
  const { loan: draft } = await stage.act(TEACHER, REQUEST, input, LoanPayload);
  stage.tell({
    zh: `教师拟请求：《${draft.title}》${COPIES} 册，${DAYS.used} 至 ${DAYS.packedAgain} 用`,
    en: `A teacher drafts: ${COPIES} copies of ${draft.title}, from ${DAYS.used} to ${DAYS.packedAgain}`,
  });
  await stage.goTo(DAYS.submitted);
  const submit = { loanId: draft.id, as: 'REQUESTER', action: 'SUBMIT' };
  const { loan: set } = await stage.act(LIBRARIAN, ACT, submit, LoanPayload);
  stage.tell({
    zh: `馆员提交；系统分给 ${set.parts.length} 所学校，最迟 ${set.actBy?.slice(0, 10)} 征集齐`,
    en: `The librarian submits; ${set.parts.length} schools are asked, to be gathered by ${set.actBy?.slice(0, 10)}`,
  });
  return set;
}

/** Nine schools promise at once, one for a charge, one only after it was reminded. */
async function gathered(stage: Stage, id: string): Promise<void> {
  await stage.goTo(DAYS.promised);
  for (const part of (await seen(stage, id)).parts) {
    if (lenderOf(part) === SILENT) continue;
    const charge = lenderOf(part) === CHARGES ? { action: 'SET_CONDITION', costFen: CHARGE_FEN } : null;
    await answer(stage, part, charge ?? { action: 'WILL_SUPPLY' });
    if (charge !== null) await accept(stage, part);
  }
  await stage.goTo(DAYS.warned);
  const late = (await seen(stage, id)).parts.find((part) => lenderOf(part) === SILENT);
  if (late === undefined) return;
  stage.tell({
    zh: `${late.supplier?.name} 尚未答复，已在半程提醒（期限 ${late.actBy?.slice(0, 10)}）；它随即答应`,
    en: `${late.supplier?.name} was silent, is reminded at half its time (until ${late.actBy?.slice(0, 10)}), and promises`,
  });
  await answer(stage, late, { action: 'WILL_SUPPLY' });
  const set = await seen(stage, id);
  stage.tell({
    zh: `${set.parts.length} 所学校共答应 ${COPIES} 册，按使用日最迟 ${set.parts[0]?.actBy?.slice(0, 10)} 寄出`,
    en: `${set.parts.length} schools promise ${COPIES} copies, to leave by ${set.parts[0]?.actBy?.slice(0, 10)}`,
  });
}

async function answer(stage: Stage, part: Part, act: object): Promise<void> {
  await stage.act(`librarian ${lenderOf(part)}`, ACT, { loanId: part.id, as: 'SUPPLIER', ...act }, LoanPayload);
}

async function accept(stage: Stage, part: Part): Promise<void> {
  stage.tell({
    zh: `${part.supplier?.name} 请付包装费 ${CHARGE_FEN / 100} 元；借入馆接受`,
    en: `${part.supplier?.name} asks ${CHARGE_FEN / 100} yuan for wrapping; accepted`,
  });
  const input = { loanId: part.id, as: 'REQUESTER', action: 'ACCEPT_CONDITION' };
  await stage.act(LIBRARIAN, ACT, input, LoanPayload);
}

/** The class reads; over the holiday nothing happens. Answers the copies that were there on the first day. */
async function used(stage: Stage, id: string): Promise<number> {
  await stage.goTo(DAYS.used);
  const set = await seen(stage, id);
  const there = itemsIn(set, 'RECEIVED');
  stage.tell({
    zh: `${there} 册到齐，开始共读；应还 ${[...new Set(set.parts.map(({ dueDate }) => dueDate))].sort().join('、')}`,
    en: `${there} copies are there, the class reads; due ${[...new Set(set.parts.map(({ dueDate }) => dueDate))].sort().join(', ')}`,
  });
  await stage.goTo(DAYS.holiday[1]);
  stage.tell({
    zh: `国庆 ${DAYS.holiday.join(' 至 ')}：不发车、不催还、不计期限`,
    en: `The holiday ${DAYS.holiday.join(' to ')}: no courier, no reminder, no deadline`,
  });
  return there;
}

/** One copy stayed behind: it is seen on its due day, looked for, and reported lost. */
async function closed(stage: Stage, id: string): Promise<ClassSet> {
  await stage.goTo(DAYS.overdue);
  const part = (await seen(stage, id)).parts.find(({ flags }) => flags.includes('OVERDUE'));
  if (part !== undefined) {
    const missing = part.items.filter(({ state }) => state === 'RECEIVED').map(({ barcode }) => barcode);
    stage.tell({
      zh: `${part.supplier?.name} 的 ${missing.join('、')} 逾期未还；借入馆报失，照价赔偿`,
      en: `${missing.join(', ')} of ${part.supplier?.name} is overdue; reported lost, to be replaced`,
    });
    const input = { loanId: part.id, as: 'REQUESTER', action: 'REPORT_LOST', note: '照价赔偿' };
    await stage.act(LIBRARIAN, ACT, input, LoanPayload);
  }
  await stage.goTo(DAYS.closed);
  const set = await seen(stage, id);
  stage.tell({
    zh: `整套结清：${itemsIn(set, 'COMPLETED')} 册归还上架，${itemsIn(set, 'LOST')} 册赔偿`,
    en: `The set is closed: ${itemsIn(set, 'COMPLETED')} copies are home, ${itemsIn(set, 'LOST')} is replaced`,
  });
  return set;
}

async function away(stage: Stage, id: string): Promise<readonly string[]> {
  const { edition } = await stage.ask(LIBRARIAN, STATUSES, { id }, Statuses);
  return edition.holdings.nodes
    .flatMap(({ items }) => items.nodes.map(({ availability }) => availability))
    .filter((availability) => availability !== 'AVAILABLE' && availability !== 'UNKNOWN');
}

async function settled(stage: Stage): Promise<Pick<Outcome, 'routes' | 'accounts'>> {
  const { courierRoutes } = await stage.ask('coordinator', ROUTES, {}, Routes);
  const accounts: z.infer<typeof Account>['settlement'][] = [];
  for (const month of [DAYS.packed, DAYS.overdue].map((day) => day.slice(0, 7))) {
    const { settlement } = await stage.ask('coordinator', ACCOUNT, { month, library: CLASS_SET_SCHOOL }, Account);
    accounts.push(settlement);
    const own = settlement.libraries.nodes.find(({ party }) => party.library?.code === CLASS_SET_SCHOOL);
    stage.tell({
      zh: `${month} 结算：借入 ${own?.borrowed.volumes} 册，遗失 ${own?.borrowed.lost} 册，应付 ${(own?.borrowed.fen ?? 0) / 100} 元`,
      en: `Account of ${month}: ${own?.borrowed.volumes} volumes borrowed, ${own?.borrowed.lost} lost, ${(own?.borrowed.fen ?? 0) / 100} yuan to pay`,
    });
  }
  return { routes: courierRoutes, accounts };
}

const lenderOf = ({ supplier }: Part): string => supplier?.library?.code ?? '';

function itemsIn({ parts }: ClassSet, state: string): number {
  return parts.flatMap(({ items }) => items).filter((item) => item.state === state).length;
}
