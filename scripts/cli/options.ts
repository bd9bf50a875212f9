/** Options that mean the same in several commands, each told once. */
export const TO = { type: 'string', value: 'URL', words: { zh: '网关地址', en: 'address of the gateway' } } as const;

export const OWN_LIBRARY = {
  type: 'string',
  value: 'CODE',
  words: { zh: '本馆代码', en: 'code of your library' },
} as const;

export const PROFILE = {
  type: 'string',
  value: 'P',
  words: {
    zh: '数据格式方案，默认逐条判断（auto）',
    en: 'house style of the records; by default found by record (auto)',
  },
} as const;

export const CHARSET = {
  type: 'string',
  value: 'C',
  words: { zh: '字符集，默认由字节判断', en: 'charset; by default found from the bytes' },
} as const;

export const DRY_RUN = {
  type: 'boolean',
  words: { zh: '演练：只计数，不改动', en: 'rehearsal: counted and reported, nothing applied' },
} as const;

export const ALLOW_PRIVATE = {
  type: 'boolean',
  words: {
    zh: '允许内网与本机地址（记入日志）',
    en: 'allow private and loopback addresses (goes into the audit log)',
  },
} as const;
