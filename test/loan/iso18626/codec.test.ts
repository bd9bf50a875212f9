import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { IsoConfirmation, IsoMessage } from '../../../src/loan/partners/iso18626/message.ts';
import { readIso } from '../../../src/loan/partners/iso18626/read.ts';
import { writeIso } from '../../../src/loan/partners/iso18626/write.ts';
import { type Element, parseXml } from '../../../src/loan/partners/iso18626/xml.ts';
import { dataPresent, sharedData } from '../../support/data.ts';
import { temporaryFolder } from '../../support/folder.ts';

const flows = dataPresent
  ? readdirSync(sharedData('ill'), { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && entry.name !== 'xsd',
    )
  : [];
const files = flows.flatMap(({ name }) =>
  readdirSync(sharedData(`ill/${name}`))
    .filter((file) => file.endsWith('.xml'))
    .map((file) => `${name}/${file}`),
);
const textOf = (file: string) => readFileSync(sharedData(`ill/${file}`), 'utf8');

function read(source: string): IsoMessage | IsoConfirmation {
  const found = readIso(source);
  if (found.kind === 'unreadable') throw new Error(found.detail);
  return found.kind === 'message' ? found.message : found.confirmation;
}

/** A tree without prefixes, attributes and the spaces between elements. */
function plain(element: Element | null): unknown {
  if (element === null) return null;
  return [element.name, element.children.length === 0 ? element.text.trim() : element.children.map(plain)];
}

function hasXmllint(): boolean {
  try {
    execFileSync('xmllint', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
const xmllint = hasXmllint();
if (!xmllint) console.warn('\n!!! SKIPPED: no xmllint — ISO 18626 messages are not held against their schemas !!!\n');

/** Files that are not valid against a schema, all at once. */
function invalid(schema: string, documents: readonly string[]): string {
  const folder = temporaryFolder('iso');
  const paths = documents.map((source, at) => {
    const path = join(folder, `${at}.xml`);
    writeFileSync(path, source);
    return path;
  });
  try {
    execFileSync('xmllint', ['--noout', '--nonet', '--schema', sharedData(`ill/xsd/${schema}`), ...paths], {
      stdio: 'pipe',
    });
    return '';
  } catch (error) {
    return error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  }
}

describe.skipIf(!dataPresent)('the captured messages', () => {
  it('are many', () => expect(files.length).toBeGreaterThan(140));

  it('are read and written again without loss', () => {
    for (const file of files) {
      const source = textOf(file);
      expect(plain(parseXml(writeIso(read(source)))), file).toEqual(plain(parseXml(source)));
    }
  });

  it('mean the same after a journey through the other edition', () => {
    for (const file of files) {
      const message = read(textOf(file));
      const there = read(writeIso({ ...message, version: '2021' }));
      expect({ ...there, version: message.version }, file).toEqual(message);
      expect(there.version).toBe('2021');
    }
  });

  it.skipIf(!xmllint)('are written valid in both editions', () => {
    const messages = files.map((file) => read(textOf(file)));
    expect(
      invalid(
        'ISO-18626-v1_2.xsd',
        messages.map((message) => writeIso({ ...message, version: '1.2' })),
      ),
    ).not.toMatch(/fails/);
    expect(
      invalid(
        'ISO-18626-2021-2.xsd',
        messages.map((message) => writeIso({ ...message, version: '2021' })),
      ),
    ).not.toMatch(/fails/);
    // The schemas do tell the editions apart: what is valid in one is not in the other.
    const [request] = messages.filter(({ kind }) => kind === 'supplyingAgencyMessage');
    if (request === undefined) throw new Error('no message');
    expect(invalid('ISO-18626-v1_2.xsd', [writeIso({ ...request, version: '2021' })])).toMatch(/fails/);
  });
});

describe('reading', () => {
  it.each([
    '',
    'no xml',
    '<a/>',
    '<ISO18626Message/>',
    '<ISO18626Message><other/></ISO18626Message>',
    '<ISO18626Message><request>',
  ])('answers what it cannot read: %s', (source) => expect(readIso(source).kind).toBe('unreadable'));

  it('opens no entity and no bottomless pit', () => {
    const bomb =
      '<!DOCTYPE a [<!ENTITY b "x">]><ISO18626Message><request><header>&b;</header></request></ISO18626Message>';
    expect(readIso(bomb).kind).toBe('unreadable');
    expect(readIso('<a>'.repeat(100_000)).kind).toBe('unreadable');
  });

  it('takes any prefix, a declaration, a byte order mark and a missing header', () => {
    const source =
      '\uFEFF<?xml version="1.0"?><x:ISO18626Message xmlns:x="urn:any" x:version="2021-3"><x:requestingAgencyMessage><x:action>Received</x:action></x:requestingAgencyMessage></x:ISO18626Message>';
    expect(read(source)).toMatchObject({ kind: 'requestingAgencyMessage', version: '2021', action: 'Received' });
  });

  it('writes what could break a document as text', () => {
    const message = read(
      '<ISO18626Message><requestingAgencyMessage><header/><action>Notification</action></requestingAgencyMessage></ISO18626Message>',
    );
    if (message.kind !== 'requestingAgencyMessage') throw new Error('kind');
    const note = 'a<b>&"\u0000\'c 城南旧事 𠮷';
    const back = read(writeIso({ ...message, note }));
    expect(back).toMatchObject({ note: note.replace('\u0000', '') });
  });
});
