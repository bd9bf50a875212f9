import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPage as readOai } from '../../connectors/oai-pmh/page.ts';
import { readPage as readSru } from '../../connectors/sru/page.ts';
import { rawFromXml } from '../../src/record/formats/metadata.ts';
import { readRecord } from '../../src/record/read.ts';
import { dataPresent, sharedData } from '../support/data.ts';
import { marcXml } from '../support/iso2709.ts';

const described = (xml: string) => {
  const read = readRecord(rawFromXml(xml, 1), { profile: 'auto', charset: 'detect' });
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  return read.value;
};

describe('records of protocols', () => {
  it('MARCXML goes on as it is', () => {
    expect(rawFromXml(marcXml('1', '西游记'), 7)).toMatchObject({ format: 'marcxml', place: { kind: 'row', at: 7 } });
    expect(rawFromXml('<record><leader>…', 1).format).toBe('marcxml');
    expect(rawFromXml('<oai_dc:dc><dc:title>cut', 1).format).toBe('marcxml');
  });

  it('Dublin Core is read by its elements', () => {
    const dc = (inner: string) => `<oai_dc:dc xmlns:oai_dc="x" xmlns:dc="y">${inner}</oai_dc:dc>`;
    const value = described(
      dc(
        '<dc:title>太湖水质研究报告</dc:title><dc:creator>王伟</dc:creator><dc:creator>李娜</dc:creator><dc:publisher>苏州市科学技术情报研究所</dc:publisher><dc:date>2021-06-30</dc:date><dc:subject>水质</dc:subject><dc:subject>太湖</dc:subject><dc:identifier>https://a.example/1</dc:identifier><dc:identifier>urn:isbn:978-7-02-000873-5</dc:identifier><dc:description>摘要文字</dc:description>',
      ),
    );
    expect(value).toMatchObject({
      title: '太湖水质研究报告',
      year: 2021,
      publisher: '苏州市科学技术情报研究所',
      subjects: ['水质', '太湖'],
      summary: '摘要文字',
      isbns: ['9787020008735'],
    });
    expect(value.contributors?.map(({ name }) => name)).toEqual(['王伟', '李娜']);
  });

  it('MODS is read by its places', () => {
    expect(
      described(
        '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo type="translated"><title>no</title></titleInfo><titleInfo><nonSort>The</nonSort><title>Journey to the West</title><partNumber>2</partNumber></titleInfo><name><namePart type="family">Wu</namePart><namePart type="given">Cheng’en</namePart><namePart type="date">1500-1582</namePart></name><originInfo><place><placeTerm type="code">cc</placeTerm><placeTerm type="text">Beijing</placeTerm></place><publisher>FLP</publisher><dateIssued>1982</dateIssued></originInfo><identifier type="isbn">9787119016634</identifier><subject><topic>Fiction</topic></subject></mods>',
      ),
    ).toMatchObject({
      title: 'The Journey to the West',
      partNumber: '2',
      year: 1982,
      place: 'Beijing',
      publisher: 'FLP',
      isbns: ['9787119016634'],
    });
  });

  it.skipIf(!dataPresent)('captured ones all have their titles', () => {
    const capture = (name: string) => readFileSync(sharedData(`marc/${name}`));
    const oai = readOai(capture('oai/traject__sample-oai-pmh.xml')).records;
    const xmls = [
      ...oai.flatMap((record) => (record.kind === 'record' ? [record.metadata] : [])),
      ...['sru/librecat__sru_oai_dc.xml', 'sru/librecat__mods.xml'].flatMap((name) =>
        readSru(capture(name)).records.map(({ data }) => data),
      ),
    ];
    expect(xmls).toHaveLength(17);
    const titles = xmls.map((xml) => described(xml).title);
    expect(titles).toContain('Warehouses');
    expect(titles).toContain('Splitternachlass Fritz Neumark (Titel)');
    expect(titles.every((title) => title.length > 3)).toBe(true);
  });
});
