import type { Instance } from '@maroquin/platform/instance';
import type { MountHandler } from '@maroquin/platform/http';

/** `/healthz/live`: the process answers. `/healthz/ready`: it can also work. */
export function health({ database, storage }: Pick<Instance, 'database' | 'storage'>): MountHandler {
  return async (request, response, _actor, next) => {
    if (request.path === '/live') {
      response.json({ status: 'ok' });
      return;
    }
    if (request.path !== '/ready') {
      next();
      return;
    }
    const checks = {
      database: await works(database.call('select access_seq()')),
      storage: await works(storage.head('healthz')),
    };
    const ready = Object.values(checks).every(Boolean);
    response.status(ready ? 200 : 503).json({ status: ready ? 'ok' : 'unavailable', ...checks });
  };
}

const works = (attempt: Promise<unknown>): Promise<boolean> =>
  attempt.then(
    () => true,
    () => false,
  );
