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
  ALIASES_UNREADABLE: {
    en: 'The list of other names {file} cannot be read: {detail}',
    zh: '无法读取别名表 {file}：{detail}',
    remedyEn:
      'Write it like {"titles": [["红楼梦", "石头记"]], "names": [["鲁迅", "周树人"]]} and save it as UTF-8, or move it away; then start again.',
    remedyZh:
      '请写成 {"titles": [["红楼梦", "石头记"]], "names": [["鲁迅", "周树人"]]} 的样子，存为 UTF-8，或把它移走，然后重新启动。',
  },
} as const satisfies Record<string, Message>;
