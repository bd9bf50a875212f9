import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../support/data.ts';

/** Files of a page, without its type settings. */
const filesOf = (folder: string) =>
  readdirSync(`${projectRoot}${folder}`, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(js|css|html)$/.test(name),
  );

describe.each(['src/widget', 'src/desk'])('%s', (folder) => {
  it('is plain JavaScript whose types hold', () => {
    const path = `${projectRoot}${folder}/tsconfig.json`;
    const read = ts.readConfigFile(path, ts.sys.readFile);
    const config = ts.parseJsonConfigFileContent(read.config, ts.sys, `${projectRoot}${folder}`);
    const program = ts.createProgram(config.fileNames, config.options);
    const faults = ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
      const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
      return `${file?.fileName}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
    expect(faults).toEqual([]);
    expect(config.fileNames.length).toBeGreaterThan(3);
  });

  it.each(filesOf(folder))('%s takes nothing from elsewhere and reads no text as HTML', (name) => {
    const text = readFileSync(`${projectRoot}${folder}/${name}`, 'utf8');
    expect(text).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
    expect(text).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/);
    expect(text).not.toMatch(/localStorage|document\.cookie|indexedDB/);
    if (folder === 'src/widget') expect(text).not.toMatch(/sessionStorage/);
    expect(text.split('\n').length).toBeLessThanOrEqual(300);
  });

  it('imports only its own parts and the elements that pages share', () => {
    for (const name of filesOf(folder).filter((each) => each.endsWith('.js'))) {
      const text = readFileSync(`${projectRoot}${folder}/${name}`, 'utf8');
      const imports = [...text.matchAll(/from '([^']+)'/g)].map((match) => match[1] ?? '');
      const foreign = imports.filter((path) => path.startsWith('..') && path !== '../widget/ui/dom.js');
      expect([name, foreign, imports.every((path) => path.startsWith('.'))]).toEqual([name, [], true]);
    }
  });
});
