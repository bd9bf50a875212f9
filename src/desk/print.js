/** Shows a page of `/print/…`, whose address stands behind the `#`, and opens the printer's dialogue. */
import { key } from './api.js';

const PAGES = /^(?:slip|slips|tote|manifest|shortage)\//;

async function show() {
  const path = location.hash.slice(1);
  if (!PAGES.test(path)) throw new Error('没有可打印的内容。');
  const headers = { authorization: `Bearer ${key.get() ?? ''}` };
  const answer = await fetch(`../print/${path}`, { credentials: 'omit', headers });
  if (!answer.ok) throw new Error((await answer.json()).messageZh ?? '无法打印。');
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  document.title = page.title;
  document.body.replaceChildren(...page.body.childNodes);
  if (document.body.querySelector('section') === null) throw new Error('没有需要打印的单据。');
  print();
}

show().catch((error) => {
  const told = document.createElement('p');
  told.textContent = error instanceof Error ? error.message : '无法打印。';
  document.body.replaceChildren(told);
});
