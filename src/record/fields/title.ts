import { readNumber } from '../../base/numerals.ts';
import { clean, withoutBookMarks } from './text.ts';

/** A title statement taken apart. */
export interface TitleParts {
  readonly title: string;
  readonly subtitle?: string;
  readonly partNumber?: string;
  readonly partTitle?: string;
  readonly edition?: string;
  /** What stood behind ` / ` in a whole ISBD string. */
  readonly responsibility?: string;
  /** What stood in square brackets and names a kind of document: `录音资料` (GB/T 3792, 一般资料标识). */
  readonly carrierWord?: string;
}

const DIGITS = '[〇零一二两三四五六七八九十百\\d]';
const UNIT = '(?:分册|册|卷|集|部|辑|季|篇)';
/** `第二卷`, `上册`, `卷三`, `7`, `A卷`, `Ⅱ`: a text that is nothing but a part number. */
const PART_NUMBER = new RegExp(
  `^(?:第?${DIGITS}{1,4}${UNIT}?|[上中下前后]${UNIT}?|${UNIT}${DIGITS}{1,4}|第?[A-Za-z]${UNIT}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+|[一二三四五六七八九1-9]年级(?:[上下]册?)?)$`,
  'u',
);
/** A bracketed part at the end: `费恩曼物理学讲义（第1卷）`, `红楼梦(上)`. */
const BRACKETED = /^(.{1,}?)\s*[（(]\s*([^（()）]{1,12})\s*[)）]$/u;
/** `邓小平文选. 第二卷`, `毛泽东传.1`, `列宁选集·2`, `微积分-第1卷`, `守望者 上`. */
const SEPARATED = /^(.{1,}?)\s*[.．·:：\-—,，\s]\s*([^.．·:：\-—,，\s]{1,8})$/u;
/** `红楼梦上册`, `月唐演义第三卷`: only with a word for the part, because a bare number belongs to many titles. */
const GLUED = new RegExp(`^(.{2,}?)(第${DIGITS}{1,4}${UNIT}|[上中下]${UNIT})$`, 'u');

/**
 * Takes a title apart as sheets and whole ISBD strings give it (notes/china §4): 《》 off, ` / ` responsibility,
 * ` : ` subtitle, part numbers behind `. `, in brackets or glued on. What is not clearly a part stays in the title.
 */
export function readTitle(text: string): TitleParts {
  const whole = clean(text);
  const slash = / \/ | \/(?=[^/])/u.exec(whole);
  const statement = slash !== null && slash.index > 0 ? clean(whole.slice(slash.index + slash[0].length)) : '';
  let rest = withoutBookMarks(clean(slash === null ? whole : whole.slice(0, slash.index)));
  const carrierWord = CARRIER.exec(rest)?.[1] ?? '';
  if (carrierWord !== '') rest = clean(rest.replace(CARRIER, ' '));
  const [before, ...after] = rest.split(/ [:：] /u);
  const subtitle = after.join(', ').trim();
  const parts = splitPart(before ?? rest);
  return {
    title: parts.title,
    ...(subtitle === '' ? {} : { subtitle }),
    ...(parts.number === '' ? {} : { partNumber: parts.number }),
    ...(parts.name === '' ? {} : { partTitle: parts.name }),
    ...(statement === '' ? {} : { responsibility: statement }),
    ...(carrierWord === '' ? {} : { carrierWord }),
  };
}

/** The words of 一般资料标识 (GB/T 3792) and of ISBD; `[汤姆历险记]` is no kind of document. */
const CARRIER =
  /\s*[[［【]\s*((?:普通|电子)?(?:图书|期刊|资源)|专著|网络资源|录音(?:资料|制品)|录像(?:资料|制品)|(?:影像|视频|音频|声像|缩微|测绘制图)资料|有声读物|连续出版物|报纸|乐谱|地图|标准|专利|(?:科技|研究)?报告|(?:学位|会议)?论文|sound recording|video ?recording|electronic resource|music|map)\s*[\]］】]\s*/iu;

interface Split {
  readonly title: string;
  readonly number: string;
  readonly name: string;
}

function splitPart(text: string): Split {
  // ISBD: `怪物大师. 3, 危险的蓝胡子战士国`
  const isbd = /^(.+?)\.\s+([^,，]{1,10})[,，]\s*(.+)$/u.exec(text);
  if (isbd !== null && isPartNumber(isbd[2] ?? '')) {
    return { title: isbd[1] ?? text, number: isbd[2] ?? '', name: isbd[3] ?? '' };
  }
  for (const pattern of [BRACKETED, SEPARATED, GLUED]) {
    const match = pattern.exec(text);
    const title = match?.[1]?.trim() ?? '';
    const number = match?.[2]?.trim() ?? '';
    if (title !== '' && isPartNumber(number) && !endsOpen(title)) return { title, number, name: '' };
  }
  return { title: text, number: '', name: '' };
}

/** A bare year or a huge number behind a title is no volume. */
function isPartNumber(text: string): boolean {
  if (!PART_NUMBER.test(text)) return false;
  const number = readNumber(text);
  return number === null || number < 1000;
}

/** `十万个为什么: 1-` and the like: what looks like a part is the end of a range. */
function endsOpen(title: string): boolean {
  return /[\d〇零一二三四五六七八九十]\s*$/u.test(title) || /[-~～—至]$/u.test(title);
}
