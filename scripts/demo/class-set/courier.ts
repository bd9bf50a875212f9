import { ACT_ON_TOTE, type ClassSet, COPIES, Copies, type Part, type Tote, TotePayload } from './questions.ts';
import type { Stage } from './stage.ts';

interface Delivery {
  readonly set: ClassSet;
  readonly to: string;
  readonly edition: string;
}

/** Each lender packs its copies into a box for the next run of its route; each van then calls at all of them. */
export async function deliver(stage: Stage, { set, to, edition }: Delivery): Promise<void> {
  const packed: Box[] = [];
  for (const [at, part] of set.parts.entries()) {
    const from = part.supplier?.library?.code ?? '';
    const barcodes = await copiesOf(stage, edition, part);
    const box = await pack(stage, { label: labelOf(at), from, to, barcodes });
    packed.push({ ...box, from, to });
  }
  await carry(
    stage,
    packed,
    set.parts.reduce((sum, { quantity }) => sum + quantity, 0),
  );
}

interface Homecoming {
  readonly set: ClassSet;
  readonly from: string;
  /** The lender one of whose copies stays behind. */
  readonly keeps: string;
}

/** The borrower packs one box for each lender. */
export async function bringHome(stage: Stage, { set, from, keeps }: Homecoming): Promise<void> {
  const packed: Box[] = [];
  let copies = 0;
  for (const [at, part] of set.parts.entries()) {
    const to = part.supplier?.library?.code ?? '';
    const all = part.items.map(({ barcode }) => barcode);
    const barcodes = to === keeps ? all.slice(1) : all;
    copies += barcodes.length;
    packed.push({ ...(await pack(stage, { label: labelOf(at), from, to, barcodes })), from, to });
  }
  await carry(stage, packed, copies);
}

type Box = Tote & { readonly from: string; readonly to: string };

interface Packing {
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly barcodes: readonly string[];
}

/** Three scans: open the box, put the copies in, close it. The loans follow by themselves. */
async function pack(stage: Stage, { label, from, to, barcodes }: Packing): Promise<Tote> {
  const scan = (input: object) =>
    stage.act(`librarian ${from}`, ACT_ON_TOTE, { at: from, tote: label, ...input }, TotePayload);
  await scan({ action: 'OPEN', to });
  await scan({ action: 'FILL', barcodes });
  return (await scan({ action: 'CLOSE' })).tote;
}

/** Each run on its day: the boxes leave with the van in the morning and are taken in where they belong. */
async function carry(stage: Stage, boxes: readonly Box[], copies: number): Promise<void> {
  const runs = [...new Set(boxes.map(({ day, route }) => `${day} ${route}`))].sort();
  stage.tell({
    zh: `${copies} 册装入 ${boxes.length} 箱；班次：${runs.join('、')}`,
    en: `${copies} copies in ${boxes.length} boxes; runs: ${runs.join(', ')}`,
  });
  for (const run of runs) {
    const own = boxes.filter(({ day, route }) => `${day} ${route}` === run);
    await stage.goTo(run.slice(0, 10));
    for (const { id, from } of own) {
      const input = { action: 'SCAN_OUT', at: from, tote: id };
      await stage.act(`librarian ${from}`, ACT_ON_TOTE, input, TotePayload);
    }
    for (const { id, to } of own) {
      await stage.act(`librarian ${to}`, ACT_ON_TOTE, { action: 'SCAN_IN', at: to, tote: id }, TotePayload);
    }
    stage.tell({
      zh: `${run.slice(11)}送达 ${own.length} 箱`,
      en: `${run.slice(11)} delivers ${own.length} boxes`,
    });
  }
}

/** The barcodes of the lender's copies; a school that only told how many it has scans what stands on its shelf. */
async function copiesOf(stage: Stage, edition: string, part: Part): Promise<readonly string[]> {
  const library = part.supplier?.library?.code ?? '';
  const { edition: found } = await stage.ask(`librarian ${library}`, COPIES, { id: edition, library }, Copies);
  const told = found.holdings.nodes.flatMap(({ items }) => items.nodes.flatMap(({ barcode }) => barcode ?? []));
  const unmarked = Array.from({ length: part.quantity }, (_, at) => `${library.slice(12)}-${at + 1}`);
  return [...told, ...unmarked].slice(0, part.quantity);
}

const labelOf = (at: number) => `Z-${String(at + 1).padStart(3, '0')}`;
