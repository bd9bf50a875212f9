import { z } from 'zod';
import { enginesOf, openEngine } from '../../src/app/search.ts';
import { rebuildIndex } from '../../src/app/search-feed.ts';
import { filesOf, readSettings } from '../../src/app/settings.ts';
import { openReaders, prepareStore } from '../../src/app/stores.ts';
import { Fault } from '../../src/base/problem.ts';
import { readArgs } from '../cli/args.ts';
import type { CliCommand } from '../cli/command.ts';
import { EXIT } from '../cli/exit.ts';

const options = {
  engine: {
    type: 'string',
    value: 'NAME',
    words: {
      zh: '索引引擎：embedded 或 meilisearch（默认：当前应答的）',
      en: 'embedded or meilisearch (default: the one that answers)',
    },
  },
} as const;
const Arguments = z.object({ positionals: z.tuple([]), engine: z.enum(['embedded', 'meilisearch']).optional() });

export const command: CliCommand = {
  name: 'reindex',
  summary: { zh: '重建检索索引，建好后整体切换', en: 'build a new search index beside the old one and swap' },
  usage: ['reindex [--engine embedded|meilisearch]'],
  examples: [{ line: 'liantu reindex', words: { zh: '服务运行时也可执行', en: 'also while the gateway serves' } }],
  options,
  run: async (args, io) => {
    const { engine: asked } = readArgs(args, options, Arguments);
    const settings = readSettings(io.env);
    const [answering, ...others] = enginesOf(settings);
    const name = asked ?? answering;
    if (name !== answering && !others.includes(name))
      throw new Fault('BAD_SETTINGS', { faults: `LIANTU_SEARCH is not ${name}` });
    const { catalogue } = filesOf(settings);
    await prepareStore(catalogue, 'none');
    using readers = openReaders(catalogue);
    const engine = await openEngine(settings, name);
    const progress = io.out.progress({ label: { zh: '建索引', en: 'indexing' }, unit: { zh: '种', en: 'editions' } });
    const started = performance.now();
    const documents = await rebuildIndex(engine, readers, (done) => progress.at(done));
    await engine.close();
    progress.end();
    const seconds = Math.round(performance.now() - started) / 1000;
    io.out.json({ engine: engine.name, documents, seconds });
    io.out.line(`${engine.name}\t${documents}\t${seconds} s`);
    return EXIT.ok;
  },
};
