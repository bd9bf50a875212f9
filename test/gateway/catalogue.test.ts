import { describe, expect, it } from 'vitest';
import { editionId } from '../../src/base/brand.ts';
import { globalId } from '../../src/gateway/ids.ts';
import {
  addKey,
  FAR_SCHOOL,
  makeWorld,
  needsOf,
  OTHER_SCHOOL,
  OWN_SCHOOL,
  PUBLIC_LIBRARY,
  type World,
} from '../support/fakes.ts';
import { codes, testGateway } from '../support/gateway.ts';

const FIRST = globalId('Edition', 'e1');

async function asked(world: World, query: string, library: typeof OWN_SCHOOL | null = OWN_SCHOOL) {
  const { text } = addKey(world, library === null ? 'OPERATOR' : 'LIBRARIAN', library);
  await using gateway = await testGateway(needsOf(world));
  return await gateway.ask(text, query);
}

describe('holdings', () => {
  const holders = async (args: string, library: typeof OWN_SCHOOL | null = OWN_SCHOOL) => {
    const answer = await asked(
      makeWorld(),
      `{ edition(id: "${FIRST}") { holdings${args} { nodes { library { code } } } } }`,
      library,
    );
    expect(answer.errors).toEqual([]);
    return answer.data.edition.holdings.nodes.map((node: { library: { code: string } }) => node.library.code);
  };

  it('stand nearest first: own library, own area, the city; without a library by name', async () => {
    expect(await holders('')).toEqual([OWN_SCHOOL, OTHER_SCHOOL, PUBLIC_LIBRARY, FAR_SCHOOL]);
    expect(await holders(`(near: "${FAR_SCHOOL.toLowerCase()}")`)).toEqual([
      FAR_SCHOOL,
      OWN_SCHOOL,
      OTHER_SCHOOL,
      PUBLIC_LIBRARY,
    ]);
    expect(await holders('', null)).toEqual([OWN_SCHOOL, OTHER_SCHOOL, PUBLIC_LIBRARY, FAR_SCHOOL]);
  });

  it('a campus of the same institution comes before its area', async () => {
    const world = makeWorld();
    const at = world.libraries.findIndex(({ code }) => code === FAR_SCHOOL);
    const far = world.libraries[at];
    if (far === undefined) throw new Error('no library');
    world.libraries[at] = { ...far, parent: OWN_SCHOOL };
    const answer = await asked(
      world,
      `{ edition(id: "${FIRST}") { holdings(first: 2) { nodes { library { code } } } } }`,
    );
    expect(answer.data.edition.holdings.nodes.map((node: { library: { code: string } }) => node.library.code)).toEqual([
      OWN_SCHOOL,
      FAR_SCHOOL,
    ]);
  });

  it('are filtered by library, kind and area', async () => {
    expect(await holders(`(libraries: ["${OTHER_SCHOOL}", "CN-NOWHERE"])`)).toEqual([OTHER_SCHOOL]);
    expect(await holders('(kind: PUBLIC)')).toEqual([PUBLIC_LIBRARY]);
    expect(await holders('(area: "320581")')).toEqual([FAR_SCHOOL]);
  });

  it('availableOnly keeps what can be had and what is not told', async () => {
    const world = makeWorld();
    const out = world.holdings.findIndex(({ source, edition }) => source.library === OTHER_SCHOOL && edition === 'e1');
    const holding = world.holdings[out];
    if (holding === undefined) throw new Error('no holding');
    world.holdings[out] = { ...holding, availableCount: 0 };
    const answer = await asked(
      world,
      `{ edition(id: "${FIRST}") { holdings(availableOnly: true) { totalCount nodes { statusKnown library { code } } } } }`,
    );
    expect(answer.data.edition.holdings.nodes).toEqual([
      { statusKnown: true, library: { code: OWN_SCHOOL } },
      { statusKnown: true, library: { code: PUBLIC_LIBRARY } },
      { statusKnown: false, library: { code: FAR_SCHOOL } },
    ]);
  });

  it('of a library that was never registered are shown by its code', async () => {
    const world = makeWorld();
    world.libraries.splice(0, 1);
    const answer = await asked(world, `{ edition(id: "${FIRST}") { holdings { nodes { library { code name } } } } }`);
    expect(answer.errors).toEqual([]);
    expect(answer.data.edition.holdings.nodes).toContainEqual({
      library: { code: PUBLIC_LIBRARY, name: PUBLIC_LIBRARY },
    });
  });
});

describe('ids', () => {
  it('edition(id:) follows merges, node(id:) answers only for the id it is asked', async () => {
    const world = makeWorld();
    world.redirects.set(editionId('gone'), editionId('e1'));
    const [first] = world.editions;
    if (first !== undefined) world.editions[0] = { ...first, formerIds: [editionId('gone')] };
    const former = globalId('Edition', 'gone');
    const answer = await asked(world, `{ edition(id: "${former}") { id formerIds } node(id: "${former}") { id } }`);
    expect(answer.data).toEqual({ edition: { id: FIRST, formerIds: [former] }, node: null });
  });

  it.each([
    ['Library', OWN_SCHOOL, 'code'],
    ['Work', 'w1', 'title'],
    ['Edition', 'e1', 'title'],
    ['Holding', `h-${OWN_SCHOOL}-1`, 'callNumber'],
    ['Item', `i-${OWN_SCHOOL}-1-1`, 'barcode'],
    ['SourceRecord', `${OWN_SCHOOL} r1`, 'localId'],
    ['Push', `push-${OWN_SCHOOL}`, 'nextSeq'],
    ['Loan', 'loan-1', 'version'],
  ] as const)('node(id:) brings a %s', async (type, id, field) => {
    const whole = globalId(type, id);
    const answer = await asked(makeWorld(), `{ node(id: "${whole}") { __typename id ... on ${type} { ${field} } } }`);
    expect(answer.data.node).toMatchObject({ __typename: type, id: whole, [field]: expect.anything() });
  });

  it('an id of another kind, or none, is bad input; one that names nothing is null', async () => {
    const world = makeWorld();
    for (const id of [
      globalId('Work', 'w1'),
      'e1',
      '',
      'x'.repeat(2_000),
      '💥',
      Buffer.from('Nothing:x').toString('base64url'),
    ]) {
      expect([id, codes(await asked(world, `{ edition(id: "${id}") { id } }`))]).toEqual([id, ['BAD_USER_INPUT']]);
    }
    const never = await asked(
      world,
      `{ edition(id: "${globalId('Edition', 'never')}") { id } work(id: "${globalId('Work', 'never')}") { id } library(code: "CN-NEVER") { id } }`,
    );
    expect([never.data, never.errors]).toEqual([{ edition: null, work: null, library: null }, []]);
  });

  it('an ISBN may be written with hyphens or as ten digits; one that is none is bad input', async () => {
    const world = makeWorld();
    const [first] = world.editions;
    if (first === undefined) throw new Error('no edition');
    world.editions[0] = { ...first, edition: { ...first.edition, isbns: ['9787101015393'] } };
    const titles = async (isbn: string) =>
      (await asked(world, `{ editionsByIsbn(isbn: "${isbn}") { title } }`)).data.editionsByIsbn;
    expect(await titles('978-7-101-01539-3')).toEqual([{ title: '西游记 1' }]);
    expect(await titles('7-101-01539-5')).toEqual([{ title: '西游记 1' }]);
    expect(codes(await asked(world, '{ editionsByIsbn(isbn: "9787101015394") { title } }'))).toEqual([
      'BAD_USER_INPUT',
    ]);
  });
});

describe('search', () => {
  it('passes on what was asked, cleaned, with names of libraries in upper case', async () => {
    const world = makeWorld();
    const query = `{ search(query: " 西游\\t记 ", field: TITLE, sort: NEWEST, groupByWork: true, near: "${OWN_SCHOOL.toLowerCase()}", facets: [CLASS, CLASS], first: 2,
      filter: { libraries: ["cn-320500-szlib"], kinds: [SCHOOL], stages: [JUNIOR], classes: ["I2"], yearFrom: 2000, availableOnly: true }) {
      totalCount totalIsExact degraded pageInfo { hasNextPage hasPreviousPage endCursor } sources { name state hits } facets { field values { value label count } } edges { stage cursor } } }`;
    const { data, errors } = await asked(world, query);
    expect(errors).toEqual([]);
    expect(world.asked).toEqual([
      {
        text: '西游 记',
        field: 'TITLE',
        filter: {
          libraries: [PUBLIC_LIBRARY],
          kinds: ['SCHOOL'],
          areas: [],
          stages: ['JUNIOR'],
          classes: ['I2'],
          languages: [],
          carriers: [],
          readingLists: [],
          yearFrom: 2000,
          yearTo: null,
          availableOnly: true,
        },
        sort: 'NEWEST',
        groupByWork: true,
        near: OWN_SCHOOL,
        facets: ['CLASS'],
        first: 2,
        after: null,
      },
    ]);
    expect(data.search.facets).toEqual([{ field: 'CLASS', values: [{ value: 'I', label: 'I 文学', count: 0 }] }]);
  });

  it('marks what matched, and spells a name', async () => {
    const { data } = await asked(
      makeWorld(1),
      '{ search(query: "西游") { edges { highlight node { contributors { name dynasty pinyin } } } } }',
    );
    expect(data.search.edges).toEqual([
      {
        highlight: '\ue000西游\ue001记 1',
        node: { contributors: [{ name: '吴承恩', dynasty: '明', pinyin: 'wu cheng en' }] },
      },
    ]);
  });

  it('leaves out what the store no longer has, and goes on from where the engine stopped', async () => {
    const world = makeWorld(3);
    const needs = needsOf(world);
    const search: typeof needs.search.search = async (request, signal) => {
      const page = await needs.search.search(request, signal);
      const [hit] = page.hits;
      return hit === undefined
        ? page
        : { ...page, hits: [...page.hits, { ...hit, id: editionId('gone'), cursor: 'end' }] };
    };
    const { text: key } = addKey(world, 'LIBRARIAN', OWN_SCHOOL);
    await using gateway = await testGateway({ ...needs, search: { ...needs.search, search } });
    const { data } = await gateway.ask(key, '{ search { nodes { id } pageInfo { endCursor } } }');
    expect(data.search.nodes).toHaveLength(3);
    expect(data.search.pageInfo.endCursor).toBe('end');
  });

  it('names libraries, kinds and areas in facets', async () => {
    const { data } = await asked(makeWorld(), '{ search(facets: [LIBRARY]) { facets { values { label } } } }');
    expect(data.search.facets).toEqual([{ values: [{ label: '本校' }] }]);
  });

  it('suggests nothing for nothing, and at most twenty', async () => {
    const world = makeWorld(30);
    expect((await asked(world, '{ suggest(prefix: " ") { text } }')).data.suggest).toEqual([]);
    expect(
      (await asked(world, '{ suggest(prefix: "西", first: 50) { text kind edition { id } } }')).data.suggest,
    ).toHaveLength(20);
  });
});

describe('an edition leaves the catalogue', () => {
  it('as a citation in each style, and as MARC in each format', async () => {
    const { data, errors } = await asked(
      makeWorld(),
      `{ edition(id: "${FIRST}") { citation ris: citation(style: RIS) bib: citation(style: BIBTEX) marc m21: marc(format: MARC21) xml: marc(format: MARCXML) } }`,
    );
    expect(errors).toEqual([]);
    const { citation, ris, bib, marc, m21, xml } = data.edition;
    expect(citation).toBe('吴承恩. 西游记 1[M]. 北京: 人民文学出版社, 2010.');
    expect([ris.slice(0, 9), bib.slice(0, 5)]).toEqual(['TY  - BOO', '@book']);
    const text = (base64: string) => Buffer.from(base64, 'base64').toString('utf8');
    expect(text(marc)).toMatch(/^\d{5}nam2 22\d{5} {3}450 .*西游记 1/s);
    expect(text(m21)).toMatch(/^\d{5}nam a22\d{5} i 4500.*西游记 1/s);
    expect(xml).toContain('<datafield tag="200" ind1="1" ind2=" "><subfield code="a">西游记 1</subfield>');
  });
});

describe('the alliance', () => {
  it('is counted from its libraries', async () => {
    const { data, errors } = await asked(
      makeWorld(2),
      '{ alliance { libraryCount editionCount itemCount coverage { librariesConnected librariesKnown pupilsServed byArea { area name connected itemsPerPupilOwn itemsPerPupilShared } } quality { recordsAccepted recordsQuarantined duplicatesMerged meanScore } efficiency { requests fillRate medianDaysToReceive } } }',
    );
    expect(errors).toEqual([]);
    expect(data.alliance).toMatchObject({ libraryCount: 4, editionCount: 2, itemCount: 16 });
    expect(data.alliance.coverage).toMatchObject({ librariesConnected: 4, librariesKnown: 4, pupilsServed: 3_000 });
    expect(data.alliance.coverage.byArea).toContainEqual({
      area: '320508',
      name: '姑苏区',
      connected: 2,
      itemsPerPupilOwn: 0,
      itemsPerPupilShared: 0.01,
    });
    expect(data.alliance.quality).toEqual({
      recordsAccepted: 12,
      recordsQuarantined: 4,
      duplicatesMerged: 9,
      meanScore: 90,
    });
    expect(data.alliance.efficiency).toEqual({ requests: 2, fillRate: 0.5, medianDaysToReceive: null });
  });
});
