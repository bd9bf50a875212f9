import type { Message } from '../messages.ts';

/** What the command line itself says; each command's own failures stand in the table of their room. */
export const CLI_MESSAGES = {
  UNKNOWN_COMMAND: {
    en: 'There is no command "{command}"',
    zh: '没有命令 “{command}”',
    remedyEn: 'Did you mean "{like}"? "liantu --help" lists them all.',
    remedyZh: '您要的是 “{like}” 吗？“liantu --help” 列出全部命令。',
  },
  UNKNOWN_OPTION: {
    en: 'Option not understood: {detail}',
    zh: '不认识的选项：{detail}',
    remedyEn: 'Run the command with --help to see what it takes.',
    remedyZh: '在命令后加 --help 查看可用选项。',
  },
  MISSING_OPTION: {
    en: '{option} is missing',
    zh: '缺少 {option}',
    remedyEn: 'Run the command with --help to see what it takes.',
    remedyZh: '在命令后加 --help 查看用法。',
  },
  WRONG_OPTION: {
    en: '{option} cannot be "{value}": {detail}',
    zh: '{option} 不能是 “{value}”：{detail}',
    remedyEn: 'Run the command with --help to see what it takes.',
    remedyZh: '在命令后加 --help 查看用法。',
  },
  WRONG_ARGUMENT: {
    en: '"{value}" cannot stand there: {detail}',
    zh: '“{value}” 不能用在这里：{detail}',
    remedyEn: 'Run the command with --help to see what it takes.',
    remedyZh: '在命令后加 --help 查看用法。',
  },
  UNEXPECTED_ARGUMENT: {
    en: '"{value}" is one argument too many',
    zh: '多出的参数 “{value}”',
    remedyEn: 'Put names with blanks between quotation marks.',
    remedyZh: '文件名含空格时请加引号。',
  },
  INTERRUPTED: {
    en: 'Interrupted',
    zh: '已中断',
    remedyEn: '',
    remedyZh: '',
  },
  BROKEN: {
    en: 'Something broke: {detail}',
    zh: '程序出错：{detail}',
    remedyEn: 'Run it again with LIANTU_DEBUG=1 and report what it prints.',
    remedyZh: '请设 LIANTU_DEBUG=1 再运行一次，并把输出报告给维护者。',
  },
  GATEWAY_NOT_READY: {
    en: 'The gateway did not answer at {url}',
    zh: '网关在 {url} 没有应答',
    remedyEn: 'See what it printed above; another LIANTU_PORT may help.',
    remedyZh: '请看上面它的输出；也可换一个 LIANTU_PORT 再试。',
  },
  DEMO_STEP_FAILED: {
    en: 'The demo stopped at "{command}": {said}',
    zh: '示例在 “{command}” 一步停下：{said}',
    remedyEn: 'Remove its data folder and start again.',
    remedyZh: '请删除示例的数据文件夹后重新开始。',
  },
  FILE_UNREADABLE: {
    en: '{file} cannot be read: {detail}',
    zh: '无法读取 {file}：{detail}',
    remedyEn: 'Check the name and that you may read it; close it in other programs.',
    remedyZh: '请检查文件名和读取权限，并在其他程序中关闭该文件。',
  },
} as const satisfies Record<string, Message>;
