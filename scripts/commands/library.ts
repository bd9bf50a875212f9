import { z } from 'zod';
import { administer, CLI } from '../../src/app/administer.ts';
import { type LibraryCode, libraryCode } from '../../src/base/brand.ts';
import { Fault } from '../../src/base/problem.ts';
import { readArgs } from '../cli/args.ts';
import type { CliCommand, CliIo } from '../cli/command.ts';
import { EXIT } from '../cli/exit.ts';
import { readTextFile } from '../cli/text-file.ts';

const KINDS = ['PUBLIC', 'UNIVERSITY', 'INSTITUTE', 'SCHOOL'] as const;
const STAGES = ['PRIMARY_LOWER', 'PRIMARY_MIDDLE', 'PRIMARY_UPPER', 'JUNIOR', 'SENIOR'] as const;

const options = {
  kind: { type: 'string', value: 'KIND', words: { zh: `类别：${KINDS.join(' ')}`, en: `kind: ${KINDS.join(' ')}` } },
  'name-en': { type: 'string', value: 'NAME', words: { zh: '英文名', en: 'English name' } },
  area: { type: 'string', value: 'CODE', words: { zh: '六位行政区划代码', en: 'six-digit area code (GB/T 2260)' } },
  stages: {
    type: 'string',
    value: 'LIST',
    words: { zh: `学段，逗号分隔：${STAGES.join(' ')}`, en: `stages, by commas: ${STAGES.join(' ')}` },
  },
  pupils: { type: 'string', value: 'N', words: { zh: '学生数', en: 'number of pupils' } },
  parent: {
    type: 'string',
    value: 'CODE',
    words: { zh: '所属机构的馆代码', en: 'code of the institution it belongs to' },
  },
} as const;

const Code = z.string().transform((text, context): LibraryCode => {
  const code = libraryCode(text);
  if (code !== null) return code;
  context.addIssue({ code: 'custom', message: `"${text}" is no ISIL such as CN-320508-C-PJSY` });
  return z.NEVER;
});
const LibraryInput = z.strictObject({
  code: Code,
  kind: z.enum(KINDS),
  name: z.string().trim().min(1).max(200),
  nameEn: z
    .string()
    .trim()
    .max(200)
    .nullish()
    .transform((text) => text ?? null),
  area: z
    .string()
    .regex(/^\d{6}$/, { error: 'is no six-digit area code' })
    .nullish()
    .transform((text) => text ?? null),
  stages: z.array(z.enum(STAGES)).default([]),
  pupils: z
    .number()
    .int()
    .min(0)
    .nullish()
    .transform((count) => count ?? null),
  parent: Code.nullish().transform((code) => code ?? null),
});
const Arguments = z
  .object({
    positionals: z.tuple([z.enum(['add', 'import', 'list'])]).rest(z.string()),
    kind: z.string().optional(),
    'name-en': z.string().optional(),
    area: z.string().optional(),
    stages: z.string().optional(),
    pupils: z.coerce.number().optional(),
    parent: z.string().optional(),
  })
  .strict();

export const command: CliCommand = {
  name: 'library',
  summary: { zh: '登记成员馆', en: 'register member libraries' },
  usage: ['library add CODE NAME --kind KIND [--area CODE]', 'library import FILE.json', 'library list'],
  examples: [
    {
      line: 'liantu library add CN-320508-C-PJSY 平江实验学校 --kind SCHOOL --area 320508',
      words: { zh: '登记一所学校', en: 'register a school' },
    },
    { line: 'liantu library import libraries.json', words: { zh: '一次登记多馆', en: 'register many at once' } },
  ],
  options,
  run: async (args, io) => {
    const given = readArgs(args, options, Arguments);
    const [action, ...rest] = given.positionals;
    if (action === 'list') return await list(io);
    const wanted = action === 'add' ? added(rest, given) : await fromFile(rest);
    const read = z.array(LibraryInput).min(1).safeParse(wanted);
    if (!read.success) throw new Fault('BAD_USER_INPUT', { detail: issuesOf(read.error) });
    await using office = await administer(io.env);
    const { count } = await office.commands.run({ do: 'putLibraries', libraries: read.data }, CLI);
    io.out.json({ count });
    io.out.tell({ zh: `已登记 ${count} 馆`, en: `${count} libraries registered` });
    return EXIT.ok;
  },
};

async function list(io: CliIo): Promise<number> {
  await using office = await administer(io.env);
  const libraries = await office.readers.libraries.all();
  io.out.json(libraries);
  io.out.table(
    [],
    libraries.map(({ code, kind, area, name }) => [code, kind, area ?? '', name]),
  );
  return EXIT.ok;
}

function added(rest: readonly string[], given: z.infer<typeof Arguments>): readonly unknown[] {
  const [code, name, more] = rest;
  if (code === undefined || name === undefined) throw new Fault('MISSING_OPTION', { option: 'CODE NAME' });
  if (more !== undefined) throw new Fault('UNEXPECTED_ARGUMENT', { value: more });
  if (given.kind === undefined) throw new Fault('MISSING_OPTION', { option: '--kind KIND' });
  const stages = given.stages?.split(/[ ,]+/).filter((stage) => stage !== '');
  const { kind, area, pupils, parent } = given;
  return [{ code, name, kind, area, pupils, parent, stages, nameEn: given['name-en'] }];
}

async function fromFile([file, more]: readonly string[]): Promise<unknown> {
  if (file === undefined) throw new Fault('MISSING_OPTION', { option: 'FILE.json' });
  if (more !== undefined) throw new Fault('UNEXPECTED_ARGUMENT', { value: more });
  try {
    const parsed: unknown = JSON.parse(await readTextFile(file));
    return parsed;
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new Fault('FILE_UNREADABLE', { file, detail }, { cause });
  }
}

function issuesOf(error: z.ZodError): string {
  return error.issues
    .slice(0, 10)
    .map((issue) => `${issue.path.join('.')} ${issue.message}`)
    .join('; ');
}
