import type { Message } from '../messages.ts';

export const CATALOGUE_MESSAGES = {
  PIN_FIELD_UNKNOWN: {
    en: 'The field “{field}” cannot be fixed',
    zh: '字段“{field}”不能固定',
    remedyEn: 'Choose one of: {known}.',
    remedyZh: '可固定的字段：{known}。',
  },
  PIN_VALUE_WRONG: {
    en: '“{value}” is no value for {field}',
    zh: '“{value}”不是{field}的有效值',
    remedyEn: 'Give the year as four digits.',
    remedyZh: '年份请写四位数字。',
  },
  RULES_OLDER: {
    en: 'Records were matched by rules {found}, this program knows {known}',
    zh: '部分记录按旧规则（第 {found} 版）匹配，本程序为第 {known} 版',
    remedyEn: 'Run: liantu catalogue rebuild. The gateway may go on serving meanwhile.',
    remedyZh: '请运行 liantu catalogue rebuild，期间服务可照常运行。',
  },
} as const satisfies Record<string, Message>;
