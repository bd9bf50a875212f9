import type { Message } from '../messages.ts';

export const SEARCH_MESSAGES = {
  MEILI_UNREACHABLE: {
    en: 'Meilisearch does not answer: {detail}',
    zh: 'Meilisearch 没有应答：{detail}',
    remedyEn: 'See that it runs and that MEILI_URL is right; the built-in index answers meanwhile.',
    remedyZh: '请确认它在运行且 MEILI_URL 正确；在此期间由内置索引应答。',
  },
  MEILI_REFUSED: {
    en: 'Meilisearch refused: {code}',
    zh: 'Meilisearch 拒绝了请求：{code}',
    remedyEn: 'Check MEILI_KEY and the disk of Meilisearch.',
    remedyZh: '请检查 MEILI_KEY 以及 Meilisearch 所在磁盘。',
  },
} as const satisfies Record<string, Message>;
