import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { readPlainXml, type XmlListener } from '../../../src/record/formats/plain-xml.ts';

type Heard = readonly string[];

function plainly(xml: string): Heard | null {
  const heard = new Transcript();
  return readPlainXml(xml, heard) ? heard.lines() : null;
}

/** What the full parser hears; null where it says the text is not well formed. */
function fully(xml: string): Heard | null {
  const heard = new Transcript();
  let faults = 0;
  const parser = new SaxesParser({ xmlns: false, fragment: true });
  parser.on('error', () => {
    faults += 1;
  });
  parser.on('opentag', ({ name, attributes }) => heard.open(name, attributes));
  parser.on('text', (text) => heard.text(text));
  parser.on('cdata', (text) => heard.text(text));
  parser.on('closetag', ({ name }) => heard.close(name));
  parser.write(xml).close();
  return faults === 0 ? heard.lines() : null;
}

/** Runs of text joined, because parsers may cut them anywhere. */
class Transcript implements XmlListener {
  readonly #lines: string[] = [];
  #text = '';

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#cut(`<${name} ${JSON.stringify({ ...attributes })}`);
  }
  text(text: string): void {
    this.#text += text;
  }
  close(name: string): void {
    this.#cut(`/${name}`);
  }
  lines(): Heard {
    this.#cut('');
    return this.#lines;
  }
  #cut(line: string): void {
    if (this.#text !== '') this.#lines.push(this.#text);
    this.#text = '';
    this.#lines.push(line);
  }
}

const RECORD =
  '<m:record xmlns:m="http://www.loc.gov/MARC21/slim"><m:leader>00000nam a2200000 a 4500</m:leader>\n' +
  '<m:controlfield tag="001">a&amp;1</m:controlfield><m:datafield tag="245" ind1="1" ind2=" ">' +
  '<m:subfield code="a">三体 &lt;1&gt;</m:subfield><m:subfield code="b"/></m:datafield></m:record>';

/** What damage and odd writers put into XML. */
const PIECES = [
  '<',
  '>',
  '/',
  '"',
  "'",
  '&',
  '&amp;',
  '&#x41;',
  '&#0;',
  ' ',
  '=',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
].concat(
  ...['<?x?>', '\r\n', '\t', '\ufffe', 'tag="1"', ' code="x"', '</m:subfield>', '<m:subfield code="c">', 'm:', '题'],
);

describe('plain XML', () => {
  test('is heard as the full parser hears it, without asking it', () => {
    expect(plainly(RECORD)).not.toBeNull();
    expect(plainly(RECORD)).toEqual(fully(RECORD));
  });

  test.each([
    ['an attribute given twice', '<a b="1" b="2"></a>'],
    ['an element left open', '<a><b></a>'],
    ['an entity nobody declared', '<a>&nbsp;</a>'],
    ['a character reference', '<a>&#65;</a>'],
    ['a comment', '<a><!-- <b> --></a>'],
    ['CDATA', '<a><![CDATA[<b>]]></a>'],
    ['a line end of Windows', '<a>1\r\n2</a>'],
    ['a tab in an attribute', '<a b="1\t2"></a>'],
    ['single quotes', "<a b='1'></a>"],
    ['the end of CDATA in text', '<a>]]></a>'],
  ])('leaves %s to the full parser', (_, xml) => {
    expect(plainly(xml)).toBeNull();
  });

  test('never hears anything else than the full parser, however a record is damaged', () => {
    const damage = fc.array(fc.tuple(fc.nat(RECORD.length), fc.nat(12), fc.constantFrom(...PIECES)), { maxLength: 3 });
    fc.assert(
      fc.property(damage, (cuts) => {
        let xml = RECORD;
        for (const [at, length, piece] of cuts) xml = xml.slice(0, at) + piece + xml.slice(at + length);
        const heard = plainly(xml);
        if (heard !== null) expect(heard).toEqual(fully(xml));
      }),
      { numRuns: 2_000 },
    );
  });
});
