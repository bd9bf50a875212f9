import type { MatchForm } from '../form.ts';
import { isGeneric } from '../generic.ts';
import { isHan, likeness, oneApart } from '../normalise/text.ts';
import { type Evidence, type Said, said, veto } from './evidence.ts';

const NEAR = 0.8;
const FAR = 0.5;

/** Titles that disagree are a veto even with the same ISBN: one number is printed in several books. */
export const title: Evidence = {
  name: 'title',
  compare(a, b) {
    if (a.title === '' || b.title === '') return said('title?');
    return compareTitles(a, b);
  },
};

function compareTitles(a: MatchForm, b: MatchForm): Said {
  if (a.title === b.title) return said(isGeneric(a.title) ? 'title=generic' : 'title=');
  if (whole(a) === whole(b)) return said('title=');
  // One in characters and one romanised or translated: nothing to compare.
  if (isHan(a.title) !== isHan(b.title)) return said('title?');
  if (differByNumber(a.title, b.title)) return veto('title≠');
  const like = likeness(a.title, b.title);
  if (like >= NEAR || (Math.min(a.title.length, b.title.length) >= 4 && oneApart(a.title, b.title)))
    return said('title≈');
  if (beginsWith(a, b) || beginsWith(b, a)) return said('title⊂');
  return like >= FAR ? said('title~') : veto('title≠');
}

const NUMBERS = [/\d+/gu, /[一二三四五六七八九十]+(?=年级)/gu];

/**
 * One character apart, but that one counts: 阅读5年级, 阅读6年级. Where one side has no number, or writes it otherwise,
 * nothing is said.
 */
function differByNumber(one: string, other: string): boolean {
  return NUMBERS.some((pattern) => {
    const [mine, theirs] = [one, other].map((text) => text.match(pattern)?.join(' ') ?? '');
    return mine !== '' && theirs !== '' && mine !== theirs;
  });
}

const whole = (form: MatchForm): string => form.title + form.partTitle + form.rest;

/** A series or subtitle glued to the title proper: 少儿注音名人故事爱因斯坦 and 爱因斯坦. */
function beginsWith(long: MatchForm, short: MatchForm): boolean {
  if (short.title.length < 2) return false;
  return long.title.startsWith(short.title) || long.title.endsWith(short.title) || long.rest === short.title;
}

export const subtitle: Evidence = {
  name: 'subtitle',
  compare(a, b) {
    if (a.rest === b.rest) return a.rest === '' ? null : said('subtitle=');
    if (a.rest === '' || b.rest === '') return said('subtitle?');
    if (a.rest.includes(b.rest) || b.rest.includes(a.rest) || likeness(a.rest, b.rest) >= FAR) return said('subtitle≈');
    return said('subtitle≠');
  },
};
