import fastifyStatic, { type FastifyStaticOptions } from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { projectFolder } from '../schema.ts';

const DAY_SECONDS = 86_400;

/** Sources and their type checks lie beside each other; only what a browser runs or shows is served. */
const isForBrowsers = (path: string) => /\.(?:js|css|html|svg)$/.test(path) || path.endsWith('/');

const OWN_PAGES: Pick<FastifyStaticOptions, 'decorateReply' | 'cacheControl' | 'allowedPath' | 'setHeaders'> = {
  decorateReply: false,
  cacheControl: false,
  allowedPath: isForBrowsers,
  // Asked for again each time, answered by 304 where nothing changed.
  setHeaders: (reply) => reply.header('cache-control', 'no-cache'),
};

/** What people see in a browser: the widget's script, which other sites embed, and the desk. Served as it was written. */
export async function pageRoutes(scope: FastifyInstance): Promise<void> {
  await scope.register(fastifyStatic, {
    root: projectFolder('src/widget'),
    prefix: '/widget/v1/',
    index: false,
    allowedPath: isForBrowsers,
    cacheControl: false,
    setHeaders: (reply) => {
      // Schools' own pages load the script from here.
      shareWithOtherSites(reply);
      reply.header('cache-control', `public, max-age=${DAY_SECONDS}, stale-while-revalidate=${DAY_SECONDS}`);
    },
  });
  await scope.register(fastifyStatic, { ...OWN_PAGES, root: projectFolder('src/widget/ui'), prefix: '/widget/ui/' });
  await scope.register(fastifyStatic, { ...OWN_PAGES, root: projectFolder('src/desk'), prefix: '/desk/' });
  scope.get('/desk', async (_request, reply) => reply.redirect('/desk/', 302));
}

/** Lets pages of other sites read what is public and carries no credentials: the widget's script and its answers. */
export function shareWithOtherSites(reply: FastifyReply): void {
  reply.header('access-control-allow-origin', '*');
  reply.header('cross-origin-resource-policy', 'cross-origin');
}
