import { z } from 'zod';
import { serve, serveUntil } from '../../src/app/serve.ts';
import { readSettings } from '../../src/app/settings.ts';
import { readArgs } from '../cli/args.ts';
import type { CliCommand } from '../cli/command.ts';
import { EXIT } from '../cli/exit.ts';

const Arguments = z.object({ positionals: z.array(z.string()).max(0) });

export const command: CliCommand = {
  name: 'serve',
  summary: { zh: '启动网关', en: 'run the gateway' },
  usage: ['serve'],
  examples: [
    {
      line: 'liantu serve',
      words: { zh: '数据在 ./data，监听 127.0.0.1:4000', en: 'data in ./data, at 127.0.0.1:4000' },
    },
    {
      line: 'LIANTU_DATA=/var/lib/liantu LIANTU_HOST=0.0.0.0 liantu serve',
      words: { zh: '另设数据目录，对外服务', en: 'another data folder, open to the network' },
    },
  ],
  options: {},
  run: async (args, io) => {
    readArgs(args, {}, Arguments);
    const serving = await serve(readSettings(io.env), io.version);
    io.out.json({ url: serving.url });
    io.out.line(serving.url);
    io.out.tell({
      zh: `联图正在 ${serving.url} 服务，Ctrl-C 停止`,
      en: `Liantu serves at ${serving.url}; Ctrl-C stops it`,
    });
    return (await serveUntil(serving, io.signal)) ? EXIT.ok : EXIT.failed;
  },
};
