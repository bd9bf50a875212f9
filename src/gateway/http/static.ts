import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { projectFolder } from '../schema.ts';

const DAY_SECONDS = 86_400;

/** What people see in a browser: the widget's script, which other sites embed, and the desk. Served as it was written. */
export async function pageRoutes(scope: FastifyInstance): Promise<void> {
  await scope.register(fastifyStatic, {
    root: projectFolder('src/widget'),
    prefix: '/widget/v1/',
    index: false,
    cacheControl: false,
    setHeaders: (reply) => {
      // Schools' own pages load the script from here.
      shareWithOtherSites(reply);
      reply.header('cache-control', `public, max-age=${DAY_SECONDS}, stale-while-revalidate=${DAY_SECONDS}`);
    },
  });
  await scope.register(fastifyStatic, {
    root: projectFolder('src/desk'),
    prefix: '/desk/',
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply) => reply.header('cache-control', 'no-cache'),
  });
  scope.get('/desk', async (_request, reply) => reply.redirect('/desk/', 302));
}

/** Lets pages of other sites read what is public and carries no credentials: the widget's script and its answers. */
export function shareWithOtherSites(reply: FastifyReply): void {
  reply.header('access-control-allow-origin', '*');
  reply.header('cross-origin-resource-policy', 'cross-origin');
}
