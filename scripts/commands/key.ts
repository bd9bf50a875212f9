import { z } from 'zod';
import { administer, CLI } from '../../src/app/administer.ts';
import { libraryCode } from '../../src/base/brand.ts';
import { shanghaiDay, systemClock } from '../../src/base/clock.ts';
import { Fault } from '../../src/base/problem.ts';
import { readArgs } from '../cli/args.ts';
import type { CliCommand, CliIo } from '../cli/command.ts';
import { EXIT } from '../cli/exit.ts';

const ROLES = ['OPERATOR', 'COORDINATOR', 'LIBRARIAN', 'TEACHER', 'MEMBER_PUSH', 'WIDGET'] as const;

const options = {
  role: { type: 'string', value: 'ROLE', words: { zh: `角色：${ROLES.join(' ')}`, en: `role: ${ROLES.join(' ')}` } },
  library: { type: 'string', value: 'CODE', words: { zh: '所属馆的代码', en: 'code of its library' } },
  expires: { type: 'string', value: 'DATE', words: { zh: '到期日，如 2027-08-31', en: 'last day, e.g. 2027-08-31' } },
} as const;
const Arguments = z
  .object({
    positionals: z.tuple([z.enum(['create', 'list', 'revoke'])]).rest(z.string()),
    role: z.enum(ROLES, { error: ROLES.join(' | ') }).optional(),
    library: z.string().optional(),
    expires: z.iso.date({ error: 'YYYY-MM-DD' }).optional(),
  })
  .strict();

export const command: CliCommand = {
  name: 'key',
  summary: { zh: '发放、列出、吊销密钥', en: 'issue, list and revoke keys' },
  usage: ['key create NAME --role ROLE [--library CODE] [--expires DATE]', 'key list', 'key revoke ID'],
  examples: [
    {
      line: 'liantu key create 平江推送 --role MEMBER_PUSH --library CN-320508-C-PJSY',
      words: { zh: '给一校推送用的密钥，只显示一次', en: 'a key for a school’s pushes, shown once' },
    },
    { line: 'liantu key revoke 8fJ2kQ0z', words: { zh: '立即吊销', en: 'revoke at once' } },
  ],
  options,
  run: async (args, io) => {
    const given = readArgs(args, options, Arguments);
    const [action, name, more] = given.positionals;
    if (more !== undefined) throw new Fault('UNEXPECTED_ARGUMENT', { value: more });
    if (action === 'list') return await list(io);
    if (name === undefined) throw new Fault('MISSING_OPTION', { option: action === 'create' ? 'NAME' : 'ID' });
    return action === 'create' ? await create(name, given, io) : await revoke(name, io);
  },
};

async function create(name: string, given: z.infer<typeof Arguments>, io: CliIo): Promise<number> {
  const { role, expires } = given;
  if (role === undefined) throw new Fault('MISSING_OPTION', { option: '--role ROLE' });
  await using office = await administer(io.env);
  const library = given.library === undefined ? null : libraryCode(given.library);
  if (given.library !== undefined) {
    const known = library === null ? undefined : (await office.readers.libraries.libraries([library])).get(library);
    if (known === undefined) throw new Fault('UNKNOWN_LIBRARY', { library: given.library });
  }
  // The last day counts whole, in Chinese time.
  const expiresAt = expires === undefined ? null : new Date(Date.parse(`${expires}T24:00:00+08:00`));
  const issued = await office.commands.run({ do: 'createKey', key: { name, role, library, expiresAt } }, CLI);
  io.out.json(issued);
  io.out.line(issued.key);
  io.out.tell({
    zh: `密钥 ${issued.id} 只显示这一次，请妥善保存`,
    en: `Key ${issued.id} is shown this once: keep it safe`,
  });
  return EXIT.ok;
}

async function list(io: CliIo): Promise<number> {
  await using office = await administer(io.env);
  const keys = await office.readers.keys.list();
  io.out.json(keys.map(({ digest: _, ...shown }) => shown));
  io.out.table(
    io.lang === 'zh'
      ? ['编号', '角色', '馆', '发放', '最近使用', '状态', '名称']
      : ['id', 'role', 'library', 'created', 'last used', 'state', 'name'],
    keys.map((key) => [
      key.id,
      key.role,
      key.library ?? '',
      shanghaiDay(key.createdAt),
      key.lastUsedDay ?? '',
      STATES[stateOf(key, systemClock.now())][io.lang],
      key.name,
    ]),
  );
  return EXIT.ok;
}

const STATES = {
  valid: { zh: '有效', en: 'valid' },
  expired: { zh: '已到期', en: 'expired' },
  revoked: { zh: '已吊销', en: 'revoked' },
} as const;

/** What the gateway makes of a key at `now`: one that is revoked or past its last day opens nothing. */
export function stateOf(
  { revoked, expiresAt }: { readonly revoked: boolean; readonly expiresAt: Date | null },
  now: Date,
): keyof typeof STATES {
  if (revoked) return 'revoked';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'valid';
}

async function revoke(id: string, io: CliIo): Promise<number> {
  await using office = await administer(io.env);
  const { revoked } = await office.commands.run({ do: 'revokeKey', id }, CLI);
  if (!revoked) throw new Fault('NOT_FOUND', { what: id });
  io.out.json({ id, revoked });
  io.out.tell({ zh: `已吊销 ${id}`, en: `${id} is revoked` });
  return EXIT.ok;
}
