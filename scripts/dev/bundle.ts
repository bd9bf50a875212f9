import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Builds `liantu-push.mjs`: push, check and availability in one script that runs on any Node ≥ 20 with nothing
 * installed. Answers what went into it, so that a test can see that no native module did.
 */
export async function bundlePush(outfile: string): Promise<Metafile> {
  const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string };
  const { metafile } = await build({
    entryPoints: [`${root}scripts/liantu-push.ts`],
    absWorkingDir: root,
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    metafile: true,
    minifySyntax: true,
    minifyWhitespace: true,
    charset: 'utf8',
    legalComments: 'inline',
    define: { LIANTU_BUNDLE_VERSION: JSON.stringify(version) },
    // CommonJS parts of the bundle call `require` for Node's own modules.
    banner: { js: "import { createRequire as lt } from 'node:module'; const require = lt(import.meta.url);" },
    logLevel: 'warning',
  });
  return metafile;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outfile = process.argv[2] ?? `${root}dist/liantu-push.mjs`;
  const { outputs } = await bundlePush(outfile);
  const bytes = Object.values(outputs).reduce((sum, output) => sum + output.bytes, 0);
  console.log(`${outfile}: ${Math.round(bytes / 1024)} KiB`);
}
