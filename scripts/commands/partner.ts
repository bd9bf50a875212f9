import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { administer, CLI } from '../../src/app/administer.ts';
import { readLoanRules } from '../../src/app/loan-rules.ts';
import { partnerFrom, sheetFor } from '../../src/app/partner-settings.ts';
import { Fault } from '../../src/base/problem.ts';
import { readArgs } from '../cli/args.ts';
import type { CliCommand, CliIo } from '../cli/command.ts';
import { EXIT } from '../cli/exit.ts';
import { ALLOW_PRIVATE } from '../cli/options.ts';
import { readTextFile } from '../cli/text-file.ts';

const options = {
  url: {
    type: 'string',
    value: 'URL',
    words: { zh: 'ISO 18626 地址，或 mailto:邮箱', en: 'ISO 18626 address, or mailto:address' },
  },
  version: { type: 'string', value: 'V', words: { zh: '1.2（默认）或 2021', en: '1.2 (default) or 2021' } },
  dialect: {
    type: 'string',
    value: 'NAME',
    words: { zh: '对方系统：koha alma reshare crosslink', en: 'its program: koha alma reshare crosslink' },
  },
  name: { type: 'string', value: 'NAME', words: { zh: '显示名称', en: 'name to show' } },
  secret: {
    type: 'string',
    value: 'SECRET',
    words: { zh: '双方约定的口令，或 env:变量名', en: 'secret agreed on, or env:NAME' },
  },
  'last-resort': {
    type: 'string',
    value: 'N',
    words: { zh: '联盟内无馆可借时按此次序求借（1 起）', en: 'asked when no member can help, in this order (from 1)' },
  },
  'allow-private': ALLOW_PRIVATE,
} as const;
const Arguments = z
  .object({
    positionals: z
      .tuple([z.enum(['add', 'list', 'rules', 'letters', 'resend', 'settled', 'next', 'sheet'])])
      .rest(z.string()),
    url: z.string().optional(),
    version: z.enum(['1.2', '2021'], { error: '1.2 | 2021' }).default('1.2'),
    dialect: z
      .enum(['koha', 'alma', 'reshare', 'crosslink'], { error: 'koha | alma | reshare | crosslink' })
      .optional(),
    name: z.string().optional(),
    secret: z.string().optional(),
    'last-resort': z.coerce.number().int().min(1).max(999).optional(),
    'allow-private': z.boolean().default(false),
  })
  .strict();
type Wanted = z.infer<typeof Arguments>;

/** What a person makes of a message that could not be delivered. */
const CHOICES = { resend: 'send again', settled: 'settled by phone', next: 'next supplier' } as const;

export const command: CliCommand = {
  name: 'partner',
  summary: { zh: '登记、列出联盟外的互借伙伴', en: 'register and list lending partners outside the alliance' },
  usage: [
    'partner add SYMBOL --url URL [--version 1.2|2021] [--dialect NAME] [--secret SECRET] [--last-resort N]',
    'partner list',
    'partner rules FILE.json',
    'partner letters',
    'partner resend ID',
    'partner settled ID',
    'partner next ID',
    'partner sheet SYMBOL FILE.csv',
  ],
  examples: [
    {
      line: 'liantu partner add ISIL:CN-100081-1-NLC --url https://ill.example.cn/iso18626 --version 2021 --secret env:NLC_SECRET --last-resort 1',
      words: { zh: '一家说 ISO 18626 的图书馆', en: 'a library that speaks ISO 18626' },
    },
    {
      line: 'liantu partner add SZ:CANGLANG --url mailto:ill@example.cn --name 沧浪少儿馆',
      words: { zh: '用邮件往来的图书馆', en: 'a library that is written to' },
    },
    {
      line: 'liantu partner rules 借阅规则.json',
      words: { zh: '各馆的规则、校历与车次', en: 'policies, calendars and courier routes' },
    },
    { line: 'liantu partner letters', words: { zh: '没有送达的消息', en: 'messages that could not be delivered' } },
    {
      line: 'liantu partner next 17',
      words: { zh: '放弃这家馆，改问下一家', en: 'give that library up and ask the next' },
    },
  ],
  options,
  run: async (args, io) => {
    const wanted = readArgs(args, options, Arguments);
    const [action, subject, more] = wanted.positionals;
    if (action === 'sheet' && subject !== undefined && more !== undefined) return await sheet(subject, more, io);
    if (more !== undefined) throw new Fault('UNEXPECTED_ARGUMENT', { value: more });
    if (action === 'list') return await list(io);
    if (action === 'letters') return await letters(io);
    if (subject === undefined || action === 'sheet')
      throw new Fault('MISSING_OPTION', { option: 'SYMBOL / FILE / ID' });
    if (action === 'add') return await add(subject, wanted, io);
    if (action === 'rules') return await rules(subject, io);
    return await resolve(subject, action, io);
  },
};

async function add(symbol: string, wanted: Wanted, io: CliIo): Promise<number> {
  if (wanted.url === undefined) throw new Fault('MISSING_OPTION', { option: '--url URL' });
  const partner = partnerFrom({
    symbol,
    url: wanted.url,
    name: wanted.name ?? null,
    version: wanted.version,
    dialect: wanted.dialect ?? null,
    secret: secretFrom(wanted.secret, io),
    allowPrivate: wanted['allow-private'],
    lastResort: wanted['last-resort'] ?? 0,
  });
  await using office = await administer(io.env);
  await office.commands.run({ do: 'putPartner', partner }, CLI);
  io.out.json({ symbol: partner.symbol, kind: partner.kind });
  io.out.line(partner.symbol);
  return EXIT.ok;
}

/** A secret on the command line is seen by others of the machine; `env:NAME` keeps it from them. */
function secretFrom(given: string | undefined, io: CliIo): string | null {
  if (given === undefined) return null;
  if (!given.startsWith('env:')) return given;
  const value = io.env[given.slice(4)];
  if (value === undefined || value === '') throw new Fault('MISSING_OPTION', { option: given.slice(4) });
  return value;
}

async function list(io: CliIo): Promise<number> {
  await using office = await administer(io.env);
  const partners = office.readers.partners.list();
  io.out.json(partners.map(({ secret, ...shown }) => ({ ...shown, secret: secret !== null })));
  for (const { symbol, name, kind, version, url } of partners) {
    io.out.line([symbol, name, kind, version ?? '–', url].join('\t'));
  }
  return EXIT.ok;
}

async function rules(file: string, io: CliIo): Promise<number> {
  const found = readLoanRules(await readTextFile(file));
  await using office = await administer(io.env);
  for (const rule of found) await office.commands.run({ do: 'putLoanRule', rule }, CLI);
  io.out.json({ rules: found.length });
  io.out.line(String(found.length));
  return EXIT.ok;
}

/** What a partner without a protocol was asked for, as a list to print or to send. */
async function sheet(symbol: string, file: string, io: CliIo): Promise<number> {
  await using office = await administer(io.env);
  const { rows, csv } = sheetFor(office.readers.letters, symbol);
  await writeFile(file, csv);
  io.out.json({ rows, file });
  io.out.tell({ zh: `${rows} 条求借已写入 ${file}`, en: `${rows} requests in ${file}` });
  return EXIT.ok;
}

async function letters(io: CliIo): Promise<number> {
  await using office = await administer(io.env);
  const dead = office.readers.letters.dead();
  io.out.json(dead);
  for (const { id, peer, talk, loan, attempts, error } of dead) {
    io.out.line([id, peer, talk, loan ?? '–', `${attempts}×`, error ?? ''].join('\t'));
  }
  return EXIT.ok;
}

async function resolve(id: string, action: keyof typeof CHOICES, io: CliIo): Promise<number> {
  await using office = await administer(io.env);
  const choice = CHOICES[action];
  const { resolved } = await office.commands.run({ do: 'resolveLoanMessage', id: Number(id), choice }, CLI);
  if (!resolved) throw new Fault('LETTER_NOT_RESOLVED', { id, choice: action });
  io.out.json({ id: Number(id), choice });
  return EXIT.ok;
}
