import { label } from './args.ts';
import type { CliCommand, CliOption, CliProgram, Lang } from './command.ts';
import { pad, width } from './width.ts';

const HEADINGS = {
  examples: { zh: '例子', en: 'Examples' },
  usage: { zh: '用法', en: 'Usage' },
  options: { zh: '选项', en: 'Options' },
  commands: { zh: '命令', en: 'Commands' },
} as const;

const COMMON: Readonly<Record<string, CliOption>> = {
  json: { type: 'boolean', words: { zh: '标准输出只给一个 JSON 值', en: 'print one JSON value on stdout' } },
  quiet: { type: 'boolean', short: 'q', words: { zh: '不显示进度和提示', en: 'no progress, no remarks' } },
  'no-color': { type: 'boolean', words: { zh: '不用颜色（也可设 NO_COLOR）', en: 'no colour (NO_COLOR works too)' } },
  help: { type: 'boolean', short: 'h', words: { zh: '显示本说明', en: 'show this help' } },
};

/** Help of one command: examples first, because that is what people copy. */
export function commandHelp(command: CliCommand, program: string, lang: Lang): string {
  const examples = command.examples.flatMap(({ line, words }) => [`  # ${words[lang]}`, `  ${line}`]);
  const usage = command.usage.map((form) => `  ${program} ${form}`);
  return [
    command.summary[lang],
    section(HEADINGS.examples[lang], examples),
    section(HEADINGS.usage[lang], usage),
    section(HEADINGS.options[lang], optionLines({ ...command.options, ...COMMON }, lang)),
  ].join('\n\n');
}

/** Help of the program: what it is and one line a command. */
export function programHelp(program: CliProgram, commands: readonly CliCommand[], lang: Lang): string {
  const first = commands.slice(0, 3).flatMap((command) => command.examples.slice(0, 1));
  const examples = first.flatMap(({ line, words }) => [`  # ${words[lang]}`, `  ${line}`]);
  const rows = commands.map((command) => [command.name, command.summary[lang]] as const);
  return [
    program.about[lang],
    section(HEADINGS.examples[lang], examples),
    section(HEADINGS.commands[lang], columns(rows)),
    lang === 'zh'
      ? `“${program.name} 命令 --help” 给出该命令的例子和选项。`
      : `"${program.name} COMMAND --help" gives its examples and options.`,
  ].join('\n\n');
}

const section = (heading: string, lines: readonly string[]): string => [`${heading}:`, ...lines].join('\n');

function optionLines(options: Readonly<Record<string, CliOption>>, lang: Lang): readonly string[] {
  const rows = Object.entries(options).map(([name, option]) => {
    const short = option.short === undefined ? '    ' : `-${option.short}, `;
    return [short + label(name, option), option.words[lang]] as const;
  });
  return columns(rows);
}

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const first = Math.max(0, ...rows.map(([left]) => width(left)));
  return rows.map(([left, right]) => `  ${pad(left, first)}  ${right}`);
}
