import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPage as readOai } from '../../connectors/oai-pmh/page.ts';
import { readPage as readSru } from '../../connectors/sru/page.ts';
import { Fault } from '../../src/base/problem.ts';
import {
  child,
  cutPieces,
  descendants,
  innerXml,
  parseXml,
  standAlone,
  unescapeXml,
  xmlText,
} from '../../src/base/xml.ts';

describe('XML of protocols', () => {
  it('is a tree by local names', () => {
    const root = parseXml(
      '<?xml version="1.0"?><a:x xmlns:a="u" b:id="1"><a:y>1 &amp; <![CDATA[<2>]]></a:y><y/></a:x>',
    );
    expect(root).toMatchObject({ name: 'x', attributes: { id: '1' } });
    expect(child(root, 'y')?.text).toBe('1 & <2>');
    expect(descendants(root, 'y')).toHaveLength(2);
  });

  it.each([
    [
      'an entity declaration',
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
      'SOURCE_DOCTYPE_REFUSED',
    ],
    ['a plain DOCTYPE', '<!DOCTYPE html><html/>', 'SOURCE_DOCTYPE_REFUSED'],
    ['an unknown entity', '<a>&nowhere;</a>', 'SOURCE_NOT_UNDERSTOOD'],
    ['an open element', '<a><b></a>', 'SOURCE_NOT_UNDERSTOOD'],
    ['nothing', '', 'SOURCE_NOT_UNDERSTOOD'],
    ['a very deep tree', '<a>'.repeat(5000), 'SOURCE_NOT_UNDERSTOOD'],
  ])('%s is refused', (_, text, code) => {
    expect(() => parseXml(text)).toThrow(expect.objectContaining({ code }));
  });

  it('is decoded by its mark, its declaration, or as UTF-8', () => {
    const gbk = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="GBK"?><a>'),
      Buffer.from([0xca, 0xe9]),
      Buffer.from('</a>'),
    ]);
    expect(xmlText(gbk)).toContain('<a>书</a>');
    expect(xmlText(Buffer.from('\ufeff<a>书</a>', 'utf16le'))).toBe('<a>书</a>');
    expect(xmlText(Buffer.from('<?xml version="1.0" encoding="x-unknown"?><a>书</a>'))).toContain('书');
  });

  it('pieces are cut out whole, whatever is wrong inside', () => {
    const { frame, pieces } = cutPieces('<l><r><h/>1</r> <r><h/><<&</r><r><h/>3', /<r>\s*<h/g, 'r');
    expect(pieces).toEqual(['<r><h/>1</r>', '<r><h/><<&</r>', '<r><h/>3']);
    expect(frame).toBe('<l> ');
    expect(innerXml('<p:m a="1"> <x/> </p:m>', 'm')).toBe('<x/>');
    expect(innerXml('<m><m></m>', 'm')).toBe('<m>');
    expect(innerXml('</m><m>', 'm')).toBeNull();
  });

  it('a piece alone has the declarations it needs and no others', () => {
    const frame = '<l xmlns:m="u:m" xmlns:n="u:n">';
    expect(standAlone('<m:r><m:x/></m:r>', frame)).toBe('<m:r xmlns:m="u:m"><m:x/></m:r>');
    expect(standAlone('<m:r xmlns:m="own"/>', frame)).toBe('<m:r xmlns:m="own"/>');
    expect(standAlone('<m:r/>', frame)).toBe('<m:r xmlns:m="u:m"/>');
  });

  it('references are resolved once', () => {
    expect(unescapeXml('&lt;a&gt;&amp;lt;&#20070;&#x4E66;&#x110000;&nope;')).toBe('<a>&lt;书书&#x110000;&nope;');
  });
});

describe('pages of any content', () => {
  const frames = [
    '<OAI-PMH><ListRecords>',
    '<record><header>',
    '<identifier>x</identifier></header>',
    '<metadata>',
    '</metadata></record>',
    '</ListRecords></OAI-PMH>',
  ];
  const sru = [
    '<searchRetrieveResponse>',
    '<record><recordData>',
    '</recordData></record>',
    '<![CDATA[',
    ']]>',
    '</searchRetrieveResponse>',
    '&lt;',
    '<diagnostic>',
  ];
  const soup = fc.array(fc.oneof(fc.constantFrom(...frames, ...sru), fc.string({ maxLength: 20 })), { maxLength: 60 });

  it('are read, or refused with a Fault', () => {
    fc.assert(
      fc.property(soup, (parts) => {
        for (const read of [readOai, readSru]) {
          try {
            read(Buffer.from(parts.join('')));
          } catch (cause) {
            expect(cause).toBeInstanceOf(Fault);
          }
        }
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['start tags without end', '<record '],
    ['records without end', '<record><header>'],
    ['blanks', ' '],
    ['open brackets', '<'],
    ['metadata without end', '<record><header/><metadata>'],
    ['end tags', '</record>'],
    ['prefixes', '<a.a-a:'],
    ['record data', '<record><recordData>'],
    ['declarations', ' xmlns:a = "'],
  ])('are looked through in one pass: %s', (_, part) => {
    const bytes = Buffer.from(`<OAI-PMH>${part.repeat(Math.floor(400_000 / part.length))}`);
    for (const read of [readOai, readSru]) {
      const before = performance.now();
      expect(() => read(bytes)).toThrow(Fault);
      expect(performance.now() - before).toBeLessThan(3000);
    }
  });
});
