import type { Message } from '../messages.ts';

export const GATEWAY_MESSAGES = {
  TOO_MANY_REQUESTS: {
    en: 'Too many requests in a short time',
    zh: '短时间内请求过多',
    remedyEn: 'Wait as long as Retry-After says and go on more slowly.',
    remedyZh: '请按 Retry-After 所示等待后放慢速度。',
  },
  QUERY_TOO_COSTLY: {
    en: 'The query may touch {cost} objects; {limit} are allowed',
    zh: '此查询可能涉及 {cost} 个对象，上限为 {limit}',
    remedyEn: 'Ask for fewer rows (first) or fewer levels, or split it.',
    remedyZh: '请减少条数（first）或层数，或拆成几次查询。',
  },
  QUERY_REFUSED: {
    en: 'The query was refused: {detail}',
    zh: '查询被拒绝：{detail}',
    remedyEn: 'Correct it by the schema.',
    remedyZh: '请对照接口说明更正。',
  },
  UNKNOWN_PERSISTED_QUERY: {
    en: 'This address answers registered queries only, and this is none of them',
    zh: '此地址只回答已登记的查询，而此查询未登记',
    remedyEn: 'Send the hash of a registered query, or use /graphql with a key.',
    remedyZh: '请发送已登记查询的哈希，或持密钥使用 /graphql。',
  },
  BODY_TOO_LARGE: {
    en: 'The request is larger than this address takes ({limit} bytes)',
    zh: '请求超过此地址的上限（{limit} 字节）',
    remedyEn: 'Send it in smaller parts.',
    remedyZh: '请分成较小的几次发送。',
  },
  MEDIA_TYPE_REFUSED: {
    en: 'This address takes {expected}',
    zh: '此地址只接受 {expected}',
    remedyEn: 'Set Content-Type accordingly.',
    remedyZh: '请相应设置 Content-Type。',
  },
  DEADLINE_PASSED: {
    en: 'The answer took too long and was given up',
    zh: '回答耗时过长，已放弃',
    remedyEn: 'Ask for less, or try again later.',
    remedyZh: '请缩小查询，或稍后重试。',
  },
  SUBSCRIPTION_REFUSED: {
    en: 'The subscription was refused: {detail}',
    zh: '订阅被拒绝：{detail}',
    remedyEn: 'Close some first, or correct it by the schema.',
    remedyZh: '请先关闭一些订阅，或对照接口说明更正。',
  },
} as const satisfies Record<string, Message>;
