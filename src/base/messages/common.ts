import type { Message } from '../messages.ts';

export const COMMON_MESSAGES = {
  BAD_USER_INPUT: {
    en: 'The input is not valid: {detail}',
    zh: '输入有误：{detail}',
    remedyEn: 'Correct it and send it again.',
    remedyZh: '请更正后重新提交。',
  },
  NOT_FOUND: {
    en: 'Not found: {what}',
    zh: '找不到：{what}',
    remedyEn: 'Check the identifier.',
    remedyZh: '请核对编号。',
  },
  UNAUTHENTICATED: {
    en: 'No valid key was sent',
    zh: '没有有效的密钥',
    remedyEn: 'Send it as "Authorization: Bearer …" (command line: LIANTU_KEY).',
    remedyZh: '请用 “Authorization: Bearer …” 发送密钥（命令行用环境变量 LIANTU_KEY）。',
  },
  FORBIDDEN: {
    en: 'This key may not do that',
    zh: '此密钥没有该权限',
    remedyEn: 'Use a key of the library concerned, with the role it needs.',
    remedyZh: '请使用该馆具有相应角色的密钥。',
  },
  INTERNAL: {
    en: 'Something broke inside the server (request {request})',
    zh: '服务器内部错误（请求号 {request}）',
    remedyEn: 'Tell the operator this request number.',
    remedyZh: '请把请求号告诉系统管理员。',
  },
  STORAGE_BUSY: {
    en: 'The store is busy or full; nothing was changed',
    zh: '存储繁忙或已满，未作任何更改',
    remedyEn: 'Try again later.',
    remedyZh: '请稍后重试。',
  },
  IDEMPOTENCY_CONFLICT: {
    en: 'The same idempotency key was used before for something else',
    zh: '同一幂等键曾用于不同的内容',
    remedyEn: 'Use a new key for a new request.',
    remedyZh: '新的请求请换用新的幂等键。',
  },
} as const satisfies Record<string, Message>;
