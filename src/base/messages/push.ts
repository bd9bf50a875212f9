import type { Message } from '../messages.ts';

export const PUSH_MESSAGES = {
  STORE_CORRUPT: {
    en: 'The catalogue file is damaged ({detail})',
    zh: '目录数据文件已损坏（{detail}）',
    remedyEn: 'Stop the server and restore a backup: liantu restore FILE.',
    remedyZh: '请停止服务，并用备份恢复：liantu restore 备份文件。',
  },
  STORE_MISSING: {
    en: 'There is no catalogue at {file}',
    zh: '{file} 处没有目录数据',
    remedyEn: 'Set LIANTU_DATA to the data folder, or begin one with: liantu serve.',
    remedyZh: '请把 LIANTU_DATA 设为数据目录，或用 liantu serve 新建。',
  },
  STORE_NEWER: {
    en: 'The data was written by a newer version (schema {found}, this program knows {known})',
    zh: '数据由更新的版本写成（结构版本 {found}，本程序只到 {known}）',
    remedyEn: 'Run the newer version; nothing was changed.',
    remedyZh: '请运行新版本；数据未作任何更改。',
  },
  MIGRATION_ALTERED: {
    en: 'The migration {file} was altered after it had been applied',
    zh: '迁移文件 {file} 在执行之后被改动',
    remedyEn: 'Reinstall the program; migrations are never edited.',
    remedyZh: '请重新安装本程序；迁移文件不得改动。',
  },
  MIGRATION_GAP: {
    en: 'The migrations are not numbered without gaps: expected {expected}, found {found}',
    zh: '迁移文件编号不连续：应为 {expected}，实为 {found}',
    remedyEn: 'Reinstall the program.',
    remedyZh: '请重新安装本程序。',
  },
  MIGRATION_FAILED: {
    en: 'The migration {file} failed and was undone: {detail}',
    zh: '迁移 {file} 失败并已撤销：{detail}',
    remedyEn: 'The data is as before; a copy stands at {backup}.',
    remedyZh: '数据保持原样；备份在 {backup}。',
  },
} as const satisfies Record<string, Message>;
