import { fold } from '../base/fold.ts';
import { runsOf } from './analyse.ts';

const OPEN = '\ue000';
const CLOSE = '\ue001';

/**
 * The title with what matched between U+E000 and U+E001, or null where nothing of the query stands in it. The fold
 * keeps every offset, so what is found in the folded title is marked in the title as recorded.
 */
export function highlight(title: string, query: string): string | null {
  const folded = fold(title);
  const marked = new Array<boolean>(title.length).fill(false);
  let any = false;
  for (const { text } of runsOf(query)) {
    for (let at = folded.indexOf(text); at !== -1; at = folded.indexOf(text, at + text.length)) {
      marked.fill(true, at, at + text.length);
      any = true;
    }
  }
  if (!any) return null;
  let result = '';
  for (let at = 0; at < title.length; at++) {
    if (marked[at] === true && marked[at - 1] !== true) result += OPEN;
    result += title[at] ?? '';
    if (marked[at] === true && marked[at + 1] !== true) result += CLOSE;
  }
  return result;
}
