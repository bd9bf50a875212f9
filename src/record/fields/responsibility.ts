import type { Contributor } from '../description.ts';
import { clean } from './text.ts';

/** Roles as Chinese statements of responsibility end in them, longest first (notes/china §1.4, §4). */
const ROLES = [
  '编著译',
  '编译注',
  '原著',
  '原作',
  '主编',
  '编著',
  '编绘',
  '编写',
  '编文',
  '编译',
  '编选',
  '编撰',
  '编纂',
  '编辑',
  '改编',
  '改写',
  '缩写',
  '选编',
  '选注',
  '选译',
  '译注',
  '译写',
  '注释',
  '校注',
  '校点',
  '点校',
  '评注',
  '插图',
  '插画',
  '绘画',
  '绘图',
  '摄影',
  '撰文',
  '撰稿',
  '文字',
  '策划',
  '主持',
  '口述',
  '整理',
  '辑录',
  '翻译',
  '总主编',
  '副主编',
  '执行主编',
  '审订',
  '审校',
  '校订',
  '导读',
  '赏析',
  '著',
  '编',
  '译',
  '绘',
  '图',
  '撰',
  '注',
  '辑',
  '文',
  '画',
  '述',
  '校',
  '疏',
  '录',
  '作',
  '写',
];
/** The characters of the roles in traditional script, as records from Taiwan and Hong Kong write them. */
const TRADITIONAL: Readonly<Record<string, string>> = Object.fromEntries(
  [...'编編译譯绘繪写寫选選辑輯缩縮注註释釋点點评評图圖画畫摄攝划劃执執审審订訂导導赏賞录錄总總'].flatMap(
    (char, at, all) => (at % 2 === 0 ? [[char, all[at + 1] ?? char]] : []),
  ),
);
const traditional = (role: string): string => [...role].map((char) => TRADITIONAL[char] ?? char).join('');
const ROLE_WORDS = [...new Set(ROLES.flatMap((role) => [role, traditional(role)]))].sort((a, b) => b.length - a.length);
const ROLE_SET: ReadonlySet<string> = new Set(ROLE_WORDS);
const ROLE_END = new RegExp(
  `^(.+?)\\s*(?:[\\[［【]?(?:等|…)[\\]］】]?)?\\s*[\\[［【(（]?(${ROLE_WORDS.join('|')})[\\]］】)）]?$`,
  'u',
);
/** The pattern above looks at every place of a text; these tell at once that most texts end otherwise. */
const ROLE_ENDS: ReadonlySet<string> = new Set(ROLE_WORDS.map((role) => role.slice(-1)));
/** A role on its own, bracketed or not, or 等: it belongs to the name before it. */
const BARE_ROLE = new RegExp(`^[\\[［【(（]?(?:${ROLE_WORDS.join('|')}|等)[\\]］】)）]?(?=$|[\\s/／,，、])`, 'u');
/** Roles that end no name: 张小文 is one, so 文 behind a comma divides nothing. */
const CERTAIN =
  /\S{2}.*?(?:[著译譯绘繪编編]|[编編]著|主[编編]|改[编編写寫]|[编編][写寫译譯绘繪]|原著|翻[译譯])[\]］】)）]?$/u;
const SPACED_ROLE = new RegExp(`\\S{2}.*\\s(?:${ROLE_WORDS.join('|')})$`, 'u');
const ANOTHER_ROLE = new RegExp(`\\s*[/／]\\s*(?:${ROLE_WORDS.join('|')})$`, 'u');
const CLOSING = ']］】)）';
// The look behind keeps a long run of dots from being tried from each of its dots.
const AND_OTHERS = /\s*(?:[[［【]?等[\]］】]?|(?<!…)…+)\s*$/u;

/** Dynasties, which a bracket before a name may hold instead of a country. */
const DYNASTIES = new Set(
  '夏 商 周 西周 东周 春秋 战国 秦 汉 西汉 东汉 三国 魏 蜀 吴 晋 西晋 东晋 南北朝 南朝 北朝 北魏 北齐 北周 梁 陈 隋 唐 五代 宋 北宋 南宋 辽 金 元 明 清 民国 南朝宋 南朝梁 后晋 近代'.split(
    ' ',
  ),
);
const BODY =
  /(?:编委会|编写组|编辑部|编写委员会|委员会|出版社|研究所|研究院|研究室|公司|学会|协会|工作室|编译局|大学|学院|图书馆|教研室|博物馆|电视台|中心|集团|书局|剧组|编辑室|文化|部$|丛书组|课题组)/u;

/**
 * Takes a statement of responsibility apart: `(清)曹雪芹著 ; (美)E. B. 怀特, 任溶溶译`. Statements are divided by
 * ` ; ` and behind roles, persons by commas, a role at the end counts for all before it. All persons are returned; 等 is dropped.
 */
export function readStatement(text: string): readonly Contributor[] {
  const contributors: Contributor[] = [];
  const whole = clean(text);
  const statements = /[;；|]/.test(whole) ? whole.split(/\s*[;；|]\s*/u) : [whole];
  for (const statement of statements.flatMap(dividedByRoles)) {
    if (statement !== '') contributors.push(...readOneStatement(statement));
  }
  return contributors;
}

/**
 * A role ends what it counts for, whatever mark follows: `[法]圣埃克苏佩里 著/柳鸣九 译`, `怀特著，任溶溶译`, `余华 著
 * 李白 绘`. Commas between names without a role of their own divide nothing: the role behind them counts for all.
 */
function dividedByRoles(statement: string): readonly string[] {
  if (statement.length > LONGEST_STATEMENT || !/[\s/／,，、]/u.test(statement)) return [statement];
  const statements: string[] = [];
  let from = 0;
  for (const { 0: mark, index } of statement.matchAll(/\s*[/／,，、]\s*|\s+/gu)) {
    const left = statement.slice(from, index);
    const next = index + mark.length;
    if (!ends(left, mark.trim()) || BARE_ROLE.test(statement.slice(next))) continue;
    statements.push(left);
    from = next;
  }
  return [...statements, statement.slice(from)];
}

/** Room for a name and a role with its brackets; looking through all that stands before each mark takes too long. */
const LONGEST_ENDING = 16;

/** Whether a statement ends before this mark: `/`, a comma, or nothing but a blank. */
function ends(left: string, mark: string): boolean {
  if (!endsInRole(left)) return false;
  const tail = left.slice(-LONGEST_ENDING);
  if (mark === '') return SPACED_ROLE.test(tail);
  if (mark === '/' || mark === '／') return (ROLE_END.exec(tail)?.[1] ?? '').length > 1;
  return CERTAIN.test(tail);
}

function readOneStatement(statement: string): readonly Contributor[] {
  // Web shops write the role first: `主编:邹艳霞`.
  const labelled = LABEL.test(statement)
    ? /^(作者|著者|主编|编者|译者|改编|绘者|编著|插图|绘)\s*[:：]\s*(.+)$/u.exec(statement)
    : null;
  if (labelled !== null) return persons(labelled[2] ?? '', labelRole(labelled[1] ?? ''));
  // 文/图: one person did both, and the first role is theirs.
  const first = withoutAndOthers(statement).replace(ANOTHER_ROLE, '');
  const match = endsInRole(first) ? ROLE_END.exec(first) : null;
  return match === null ? persons(withoutAndOthers(statement), null) : persons(match[1] ?? '', match[2] ?? null);
}

function endsInRole(text: string): boolean {
  const last = text.slice(-1);
  return ROLE_ENDS.has(CLOSING.includes(last) ? text.slice(-2, -1) : last);
}

function withoutAndOthers(text: string): string {
  return text.includes('等') || text.includes('…') ? text.replace(AND_OTHERS, '') : text;
}

const LABEL = /[:：]/;

function labelRole(label: string): string {
  const words: Readonly<Record<string, string>> = { 作者: '著', 著者: '著', 编者: '编', 译者: '译', 绘者: '绘' };
  return words[label] ?? label;
}

function persons(text: string, role: string | null): readonly Contributor[] {
  const whole = withoutAndOthers(text);
  const names = namesIn(whole);
  const found: Contributor[] = [];
  for (const name of names) {
    const person = readPerson(name, role);
    if (person !== null) found.push(person);
  }
  return found;
}

/** Longer than any statement that was ever printed; looking for a bracket behind each comma would take too long. */
const LONGEST_STATEMENT = 5_000;

/** Commas inside brackets divide no names. */
function namesIn(text: string): readonly string[] {
  if (!/[,，、/]/.test(text)) return [text];
  const bracketed = /[)）]/.test(text) && text.length <= LONGEST_STATEMENT;
  return text.split(bracketed ? /\s*[,，、/]\s*(?![^(（]*[)）])/u : /\s*[,，、/]\s*/u);
}

/** `(美)布赖恩·克利尔瑞` with its role; null where no name is left. */
export function readPerson(text: string, role: string | null): Contributor | null {
  let name = clean(text);
  if (/^[[［【]/.test(name)) name = name.replace(/^[[［【]([^\]］】]{1,6})[\]］】](?=\S)/u, '($1)');
  let nationality: string | undefined;
  let dynasty: string | undefined;
  const origin = /^[(（〔]/.test(name) ? /^[(（〔]([^)）〕]{1,8})[)）〕]\s*(.+)$/u.exec(name) : null;
  if (origin !== null) {
    const word = clean(origin[1] ?? '');
    if (DYNASTIES.has(word.replace(/[代朝]$/u, '')) || DYNASTIES.has(word)) dynasty = word;
    else nationality = word;
    name = origin[2] ?? '';
  }
  if (name.endsWith(')') || name.endsWith('）')) name = name.replace(/\s*[(（][^)）]*[)）]\s*$/u, '');
  name = withoutAndOthers(name).trim();
  // Some programs write the pinyin behind the name.
  if (/[a-z]$/.test(name)) name = name.replace(/(?<=\p{Script=Han})\s+[a-z ]+$/u, '');
  if (name === '' || ROLE_SET.has(name) || /^[\d\p{P}\s]+$/u.test(name)) return null;
  return contributor(name, { role, nationality, dynasty, corporate: BODY.test(name) });
}

type ToldOfPerson = { readonly [K in keyof Omit<Contributor, 'name'>]-?: Contributor[K] | null | undefined };

/** A contributor with what is told of them. */
export function contributor(name: string, { role, nationality, dynasty, corporate }: ToldOfPerson): Contributor {
  const one: { -readonly [K in keyof Contributor]: Contributor[K] } = { name };
  if (role) one.role = role;
  if (nationality) one.nationality = nationality;
  if (dynasty) one.dynasty = dynasty;
  if (corporate) one.corporate = corporate;
  return one;
}

/** A name without the 等 or … that stands for others. */
export function withoutOthers(name: string): string {
  return withoutAndOthers(name).trim();
}

/** `(清)` or `（英国）` of 701$c as dynasty or nationality; other words there (professions, original names) are neither. */
export function readOrigin(text: string): Pick<Contributor, 'nationality' | 'dynasty'> {
  if (text === '') return {};
  const word = clean(text)
    .replace(/^[(（[［〔]|[)）\]］〕]$/gu, '')
    .trim();
  if (word === '') return {};
  if (DYNASTIES.has(word) || DYNASTIES.has(word.replace(/[代朝]$/u, ''))) return { dynasty: word };
  return /^\p{Script=Han}{1,6}$/u.test(word) ? { nationality: word } : {};
}
