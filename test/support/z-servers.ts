import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './cli.ts';

/** Index Data's own servers and clients, from Debian's packages yaz and idzebra-2.0. */
const PROGRAMS = ['yaz-ztest', 'yaz-client', 'yaz-marcdump', 'zebrasrv', 'zebraidx'] as const;
const TABLES = '/usr/share/idzebra-2.0/tab';
const CQL_MAP = '/usr/share/yaz/etc/pqf.properties';

export const zPresent = PROGRAMS.every((name) => existsSync(`/usr/bin/${name}`)) && existsSync(TABLES);
if (!zPresent) {
  console.warn(
    '\n!!! SKIPPED: yaz and idzebra-2.0 are not installed — Z39.50 and SRU are not tried on real servers !!!\n',
  );
}

export interface RunningServer extends AsyncDisposable {
  readonly port: number;
  readonly log: () => string;
}

/** YAZ's test server: 24 canned MARC 21 records, hit counts of its own invention, OPAC syntax. */
export async function startZtest(): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), 'liantu-ztest-'));
  const port = await freePort();
  return started('yaz-ztest', ['-l', 'z.log', `tcp:127.0.0.1:${port}`], folder, port);
}

export interface Zebra extends RunningServer {
  /** The same records and index, but queries and records in GB18030. */
  readonly gbkPort: number;
}

/** Zebra over MARC records of a file: Z39.50 in UTF-8 and in GB18030, and SRU 1.1 to 2.0 on the first port. */
export async function startZebra(file: string, charset: string): Promise<Zebra> {
  const folder = await mkdtemp(join(tmpdir(), 'liantu-zebra-'));
  const [port, gbkPort] = [await freePort(), await freePort()];
  const xml = execFileSync('yaz-marcdump', ['-f', charset, '-t', 'utf-8', '-o', 'marcxml', file], {
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  writeFileSync(join(folder, 'records.xml'), xml);
  writeFileSync(join(folder, 'index.xsl'), INDEX_XSL);
  writeFileSync(join(folder, 'dom.xml'), DOM_XML);
  writeFileSync(join(folder, 'zebra.cfg'), zebraCfg());
  writeFileSync(join(folder, 'gfs.xml'), gfsXml(port, gbkPort));
  copyFileSync(join(TABLES, 'icu.idx'), join(folder, 'default.idx'));
  for (const step of [['init'], ['update', 'records.xml']]) {
    execFileSync('zebraidx', ['-l', 'idx.log', '-c', 'zebra.cfg', ...step], { cwd: folder, stdio: 'ignore' });
  }
  const server = await started('zebrasrv', ['-l', 'z.log', '-f', 'gfs.xml'], folder, port);
  return { ...server, gbkPort };
}

/** What `yaz-client` writes on stdout when given these commands. */
export function yazClient(address: string, commands: readonly string[], args: readonly string[] = []): string {
  return execFileSync('yaz-client', [...args, address], {
    input: `${commands.join('\n')}\nquit\n`,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}

async function started(program: string, args: readonly string[], folder: string, port: number): Promise<RunningServer> {
  const child = spawn(program, args, { cwd: folder, stdio: 'ignore', detached: true });
  const path = join(folder, 'z.log');
  const log = () => (existsSync(path) ? readFileSync(path, 'utf8') : '');
  await listening(port, child, log);
  return {
    port,
    log,
    [Symbol.asyncDispose]: async () => {
      // Sessions are children of their own: the whole group that was started here ends.
      if (child.exitCode === null && child.pid !== undefined) {
        const ended = once(child, 'exit');
        process.kill(-child.pid, 'SIGTERM');
        await ended;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function listening(port: number, child: ChildProcess, log: () => string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${log()}`);
    const socket = connect(port, '127.0.0.1');
    const up = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    });
    socket.destroy();
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nothing listens on ${port}:\n${log()}`);
}

function zebraCfg(): string {
  const triplet = readdirSync('/usr/lib').find((name) => existsSync(`/usr/lib/${name}/idzebra-2.0/modules`));
  return `profilePath: .:${TABLES}
modulePath: /usr/lib/${triplet}/idzebra-2.0/modules
attset: bib1.att
recordType: dom.dom.xml
storeData: 1
storeKeys: 1
register: .:500M
encoding: utf-8
`;
}

const DOM_XML = `<dom>
  <extract name="index"><xslt stylesheet="index.xsl"/></extract>
  <retrieve name="marcxml"/>
  <input syntax="xml"><xmlreader level="1"/></input>
</dom>
`;

/** Titles, authors and numbers of CNMARC and MARC 21 alike. */
const INDEX_XSL = `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="http://www.loc.gov/MARC21/slim" xmlns:z="http://indexdata.com/zebra-2.0">
  <xsl:template match="text()"/>
  <xsl:template match="m:record"><z:record z:id="{m:controlfield[@tag='001']}"><xsl:apply-templates/></z:record></xsl:template>
  <xsl:template match="m:datafield[@tag='200' or @tag='245']">
    <z:index name="Title:w Title:p any:w"><xsl:value-of select="m:subfield[@code='a']"/></z:index>
  </xsl:template>
  <xsl:template match="m:datafield[@tag='701' or @tag='100']">
    <z:index name="Author:w any:w"><xsl:value-of select="m:subfield[@code='a']"/></z:index>
  </xsl:template>
</xsl:stylesheet>
`;

function gfsXml(port: number, gbkPort: number): string {
  const unimarc = (charset: string) => `<retrieval syntax="unimarc"><backend syntax="xml" name="marcxml">
    <marc inputformat="xml" outputformat="marc" inputcharset="utf-8" outputcharset="${charset}"/></backend></retrieval>`;
  return `<yazgfs>
  <listen id="plain">tcp:127.0.0.1:${port}</listen>
  <listen id="gbk">tcp:127.0.0.1:${gbkPort}</listen>
  <server id="one" listenref="plain">
    <config>zebra.cfg</config><directory>.</directory><cql2rpn>${CQL_MAP}</cql2rpn>
    <retrievalinfo><retrieval syntax="xml" name="marcxml"/>${unimarc('utf-8')}</retrievalinfo>
  </server>
  <server id="two" listenref="gbk">
    <config>zebra.cfg</config><directory>.</directory><client_query_charset>gb18030</client_query_charset>
    <retrievalinfo>${unimarc('gb18030')}</retrievalinfo>
  </server>
</yazgfs>
`;
}
