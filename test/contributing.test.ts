import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONNECTORS } from '../connectors/index.ts';
import { PROFILES } from '../src/record/profiles/index.ts';
import { projectRoot } from './support/data.ts';
import { shippedSources, textOf } from './support/source.ts';

/** Shipped files that name a thing in quotes: where somebody who adds another like it would have to go. */
const filesNaming = (name: string): readonly string[] =>
  shippedSources.filter((path) => !path.startsWith('scripts/bench/') && textOf(path).includes(`'${name}'`));

/** What CONTRIBUTING says of a thing holds for the last one that was added by it alone. */
describe('CONTRIBUTING', () => {
  const text = textOf('CONTRIBUTING.md');

  it('names files that are there', () => {
    const paths = [...text.matchAll(/`((?:src|connectors|scripts|test|docs|migrations|schema)\/[\w./-]+)`/g)].map(
      ([, path = '']) => path,
    );
    expect(paths.length).toBeGreaterThan(15);
    expect(paths.filter((path) => !existsSync(projectRoot + path))).toEqual([]);
  });

  it('a profile is known to its own file and the registry alone', () => {
    expect(Object.keys(PROFILES)).toContain('cloud-905');
    expect(filesNaming('cloud-905')).toEqual(['src/record/profiles/cloud-905.ts', 'src/record/profiles/index.ts']);
  });

  it('a connector is known to its own folder and the registry alone', () => {
    expect(Object.keys(CONNECTORS)).toContain('web-file');
    expect(filesNaming('web-file')).toEqual(['connectors/index.ts', 'connectors/web-file/index.ts']);
  });

  it.each(Object.keys(CONNECTORS))('nobody outside asks whether a source is of the kind %s', (kind) => {
    const elsewhere = filesNaming(kind).filter((path) => !path.startsWith('connectors/'));
    const asked = elsewhere.filter((path) => new RegExp(`kind [!=]== '${kind}'`).test(textOf(path)));
    expect(asked).toEqual([]);
  });

  it.each(Object.keys(PROFILES).filter((name) => name !== 'auto'))(
    'nobody outside asks whether a profile is %s',
    (name) => {
      const elsewhere = filesNaming(name).filter((path) => !path.startsWith('src/record/profiles/'));
      expect(elsewhere.filter((path) => new RegExp(`rofile [!=]== '${name}'`).test(textOf(path)))).toEqual([]);
    },
  );
});
