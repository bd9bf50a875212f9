import type { FastifyInstance } from 'fastify';
import type { Check, Needs } from '../needs.ts';

/** Probes come every second or oftener from several places; the store is asked once. */
const FRESH_MS = 1_000;

/**
 * `/livez`: the process answers. `/readyz`: it can do its work; 503 where a vital part fails, `degraded` where
 * something else does: the index, or room on the disk. `/version`: what runs. None of them needs a key, none tells a path or an address.
 */
export async function healthRoutes(scope: FastifyInstance, needs: Needs): Promise<void> {
  let last: { readonly at: number; readonly checks: Promise<readonly Check[]> } | null = null;
  const checks = () => {
    const now = performance.now();
    if (last === null || now - last.at > FRESH_MS) last = { at: now, checks: allChecks(needs) };
    return last.checks;
  };
  const noLimit = { config: { rateLimit: false } } as const;
  scope.get('/livez', noLimit, async () => ({ status: 'ok' }));
  scope.get('/version', noLimit, async () => ({ name: 'liantu', version: needs.settings.version }));
  scope.get('/readyz', noLimit, async (_request, reply) => {
    const found = await checks();
    const ready = found.every(({ ok, vital }) => ok || !vital);
    const status = ready ? (found.every(({ ok }) => ok) ? 'ready' : 'degraded') : 'unready';
    await reply
      .code(ready ? 200 : 503)
      .send({ status, checks: found.map(({ name, ok, detail }) => ({ name, ok, detail })) });
  });
}

async function allChecks({ readiness, search, log }: Needs): Promise<readonly Check[]> {
  try {
    const [store, engine] = await Promise.all([readiness(), search.health()]);
    return [...store, { name: 'search', ok: engine.ok, vital: false, detail: `${engine.documents} documents` }];
  } catch (error) {
    log?.error({ err: error }, 'health check broke');
    return [{ name: 'store', ok: false, vital: true, detail: 'cannot be asked' }];
  }
}
