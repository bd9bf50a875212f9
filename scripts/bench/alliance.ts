import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { storedLibraryCode } from '../../src/base/brand.ts';
import type { Library } from '../../src/catalogue/library.ts';
import type { Delivery } from '../../src/push/connector.ts';
import { iso2709 } from '../../src/record/formats/iso2709.ts';
import { type Book, CHINESE_BOOKS } from '../demo/book.ts';
import { randomNumbers, type Shelved } from '../demo/shelves.ts';
import { calis, cnmarcRecord, nlc, school905 } from '../demo/styles/cnmarc.ts';
import { toGb18030 } from '../demo/styles/gb18030.ts';
import { iso2709 as encode } from '../demo/styles/iso2709.ts';
import type { BenchDelivery } from './push.ts';

/** A city’s libraries over distinct generated works, held as popular and forgotten books are. */
export interface BenchAlliance {
  readonly libraries: readonly Library[];
  readonly deliveries: readonly BenchDelivery[];
}

const MEMBERS = 20;
/** Holders of a work: a tenth are everywhere, most stand in two or three libraries. */
const MEAN_HOLDERS = 3;
const STYLES = [nlc, calis, school905] as const;

/** Writes one file a library into the folder, so that making records costs the push nothing. `size` is editions. */
export async function benchAlliance(size: number, folder: string): Promise<BenchAlliance> {
  await mkdir(folder, { recursive: true });
  const paths = Array.from({ length: MEMBERS }, (_, member) => join(folder, `${codeOf(member)}.iso`));
  const files = paths.map((path) => createWriteStream(path, { highWaterMark: 2 ** 20 }));
  const write = async (member: number, work: number) => {
    const file = files[member];
    if (file !== undefined && !file.write(recordOf(member, work))) await once(file, 'drain');
  };
  for (let work = 0; work < size; work++) for (const member of holdersOf(work)) await write(member, work);
  await Promise.all(files.map((file) => finished(file.end())));
  return {
    libraries: paths.map((_, member) => libraryOf(member)),
    deliveries: paths.map((path, member) => ({ library: codeOf(member), records: () => recordsOf(path) })),
  };
}

/** A library that joins a catalogue of `size` works later, half with works that are known already. */
export const NEWCOMER: Library = libraryOf(MEMBERS);

export async function newcomerDelivery(size: number, count: number, path: string): Promise<BenchDelivery> {
  const file = createWriteStream(path, { highWaterMark: 2 ** 20 });
  for (let at = 0; at < count; at++) {
    const work = at % 2 === 0 ? Math.floor((at * size) / count) : size + at;
    if (!file.write(recordOf(MEMBERS, work))) await once(file, 'drain');
  }
  await finished(file.end());
  return { library: NEWCOMER.code, records: () => recordsOf(path) };
}

function codeOf(member: number): string {
  return `CN-320508-C-B${String(member).padStart(3, '0')}`;
}

function libraryOf(member: number): Library {
  const code = storedLibraryCode(codeOf(member));
  const kind = member === 0 ? 'PUBLIC' : 'SCHOOL';
  const name = `测速馆 ${member}`;
  return { code, kind, name, nameEn: null, area: '320508', stages: [], pupils: null, parent: null };
}

async function* recordsOf(path: string): AsyncIterable<Delivery> {
  for await (const raw of iso2709.split(createReadStream(path))) yield { kind: 'record', raw };
}

function holdersOf(work: number): readonly number[] {
  const random = randomNumbers(work * 2 + 1);
  // A heavy tail: 1/u holders, so that a few works are held by all and most by one to three.
  const count = Math.max(
    1,
    Math.min(MEMBERS, Math.round((MEAN_HOLDERS / 2.5) * (1 / Math.max(random(), 1e-6)) ** 0.8)),
  );
  const first = Math.floor(random() * MEMBERS);
  return Array.from({ length: count }, (_, index) => (first + index * 7) % MEMBERS);
}

function recordOf(member: number, work: number): Uint8Array {
  const style = STYLES[member % STYLES.length] ?? nlc;
  const random = randomNumbers(work * MEMBERS + member + 7);
  const book = bookOf(work);
  const copies = Array.from({ length: 1 + Math.floor(random() * 4) }, (_, copy) => ({
    barcode: `B${String(member).padStart(2, '0')}${String(work * 4 + copy).padStart(8, '0')}`,
    location: '书库',
    onLoan: false,
    due: null,
  }));
  const localId = `${String(member).padStart(2, '0')}${String(work).padStart(8, '0')}`;
  const shelved: Shelved = { book, localId, callNumber: `${book.classNumber}/${work % 997}`, copies };
  const framing =
    style === calis ? { encode: utf8, ending: 'plain' as const } : { encode: toGb18030, ending: 'plain' as const };
  return encode(cnmarcRecord(shelved, style), framing);
}

const utf8 = (text: string) => new TextEncoder().encode(text);

/** Halves of real titles, put together anew: they have the length, the characters and the classes of real ones. */
export function bookOf(work: number): Book {
  const random = randomNumbers(work + 11);
  const pick = (): Book => CHINESE_BOOKS[Math.floor(random() * CHINESE_BOOKS.length)] ?? FALLBACK;
  const [head, tail, facts] = [pick(), pick(), pick()];
  const title = `${head.title.slice(0, 2 + Math.floor(random() * 4))}${tail.title.slice(-3)}${WORDS[work % WORDS.length]}`;
  const name = SURNAMES[Math.floor(random() * SURNAMES.length)] + (head.title.at(0) ?? '') + (tail.title.at(-1) ?? '');
  const year = String(1990 + Math.floor(random() * 35));
  return { ...facts, title, part: '', subtitle: '', responsibility: `${name}著`, year, isbn: isbnOf(work) };
}

const FALLBACK: Book = {
  ...{ isbn: '', title: '无题', part: '', subtitle: '', responsibility: '佚名著', place: '', publisher: '某社' },
  ...{ year: '2000', pages: '100', price: '10.00', classNumber: 'I247.5', subject: '小说', language: 'chi' },
};
const WORDS = ['故事', '指南', '研究', '百科', '选集', '新编', '入门', '之谜', '读本', '图说', '漫话', '手册', '春秋'];
const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'];

/** A valid ISBN of its own for every work. */
function isbnOf(work: number): string {
  const body = `9787${String(work).padStart(8, '0')}`;
  const sum = [...body].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return body + String((10 - (sum % 10)) % 10);
}
