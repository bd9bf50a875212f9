import { plain } from './text.ts';

/**
 * Words that tell versions of one work apart. `apart` ones make another work (DESIGN §6: adaptations stand apart), the
 * others only another edition.
 */
const WORDS: readonly { readonly word: string; readonly pattern: RegExp; readonly apart: boolean }[] = [
  {
    word: '注音',
    pattern: /(?:彩图|彩绘|美绘|大字|标准)?(?:注音|拼音)(?:彩图|美绘|彩绘)?(?:版|本|读物)/gu,
    apart: true,
  },
  {
    word: '缩写',
    pattern: /缩写(?:版|本)?|简写(?:版|本)?|节选(?:版|本)|精编(?:版|本)|缩编(?:版|本)?|速读(?:版|本)/gu,
    apart: true,
  },
  {
    word: '改编',
    pattern:
      /(?:青少年?|少年儿童|少儿|儿童|少年|学生|小学生|中学生)(?:彩图|彩绘|美绘|插图)?(?:版|本)|改编(?:版|本)?|改写(?:版|本)?/gu,
    apart: true,
  },
  { word: '绘本', pattern: /绘本(?:版)?|连环画(?:版)?|图画书|漫画(?:版|本)|卡通版/gu, apart: true },
  { word: '插图', pattern: /(?:彩色)?(?:插图|彩图|图文|美绘|彩绘|全彩|双色)(?:版|本)/gu, apart: false },
  { word: '修订', pattern: /(?:最新)?(?:修订|增订|增补|升级|新|最新)(?:版|本)/gu, apart: false },
  { word: '珍藏', pattern: /(?:珍藏|典藏|收藏|纪念|精装|平装|豪华|礼品)(?:版|本)/gu, apart: false },
  { word: '导读', pattern: /(?:名师|名家)?(?:导读|批注|评注|点评|无障碍(?:阅读)?)(?:版|本)/gu, apart: false },
  { word: '全译', pattern: /全译(?:版|本)|全本|完整版|足本/gu, apart: false },
  { word: '双语', pattern: /(?:中英|英汉)?(?:双语|对照)(?:版|本|读物)?/gu, apart: false },
  { word: '大字', pattern: /大字(?:版|本)/gu, apart: false },
];

const ANY = new RegExp(WORDS.map(({ pattern }) => pattern.source).join('|'), 'u');

/** The version words of a text, and the text without them. */
export function versionWords(text: string): { readonly words: readonly string[]; readonly rest: string } {
  if (!ANY.test(text)) return { words: [], rest: text };
  const words: string[] = [];
  let rest = text;
  for (const { word, pattern } of WORDS) {
    const without = rest.replace(pattern, ' ');
    if (without !== rest) words.push(word);
    rest = without;
  }
  return { words, rest: rest.replace(/\s+/gu, ' ').trim() };
}

/** The words among these that make another work: `注音`, `缩写`, `改编`, `绘本`. */
export function wordsApart(words: readonly string[]): readonly string[] {
  return words.filter((word) => WORDS.some((row) => row.word === word && row.apart));
}

/**
 * An edition statement for comparing: `第2版`, `2版` and `Second edition` are `2`; a first edition and none are ''.
 * 印次 (`第3次印刷`) is no edition. Version words of the statement go the way of those of the title.
 */
export function editionNumber(statement: string | undefined): string {
  if (statement === undefined) return '';
  const text = plain(statement).replace(/\d{4}年?(?:\d{1,2}月)?/gu, ' ');
  const number = /(?:第|修订|增订|新)?\s*([一二三四五六七八九十\d]{1,3})\s*(?:版(?!权)|rd ed|th ed|nd ed|st ed)/u.exec(
    text,
  )?.[1];
  if (number !== undefined) return withoutFirst(String(numberOf(number)));
  const word = /\b(second|third|fourth|fifth)\b/u.exec(text)?.[1];
  return word === undefined ? '' : String(['second', 'third', 'fourth', 'fifth'].indexOf(word) + 2);
}

function withoutFirst(number: string): string {
  return number === '1' ? '' : number;
}

function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const digits = '一二三四五六七八九';
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text];
  const ten = text.includes('十') ? (tens === '' ? 1 : digits.indexOf(tens ?? '') + 1) : 0;
  return ten * 10 + (ones === '' ? 0 : digits.indexOf(ones ?? '') + 1);
}
