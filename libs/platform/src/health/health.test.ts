import { afterEach, describe, expect, it } from 'vitest';
import { createLogger } from '../logging/index.js';
import { type AdminListener, Metrics, openAdminListener, Readiness } from './index.js';

const logger = createLogger({ logLevel: 'silent' });
const open: AdminListener[] = [];
afterEach(async () => {
  for (const listener of open.splice(0)) await listener.close();
});

async function listen(readiness: Readiness, metrics = new Metrics()): Promise<string> {
  const listener = await openAdminListener({ host: '127.0.0.1', port: 0 }, { metrics, readiness, logger });
  open.push(listener);
  return `http://127.0.0.1:${String(listener.port)}`;
}
const never = () => new Promise<void>(() => undefined);
const fails = () => Promise.reject(new Error('confidential'));
const works = () => Promise.resolve();

describe('health', () => {
  it('is ready when every part works', async () => {
    const origin = await listen(new Readiness({ database: works, storage: works }));
    const answer = await fetch(`${origin}/healthz/ready`);
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { status: 'ok', database: true, storage: true },
    ]);
  });

  it('names the part that fails and says when to come back, but not why', async () => {
    const origin = await listen(new Readiness({ database: fails, storage: works }));
    const answer = await fetch(`${origin}/healthz/ready`);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect([answer.status, await answer.json()]).toEqual([
      503,
      { status: 'unavailable', database: false, storage: true },
    ]);
  });

  it('does not wait for a part that hangs', async () => {
    expect(await new Readiness({ database: never }, 20).report()).toEqual({
      ready: false,
      checks: { database: false },
    });
  });

  it('takes a check that throws at once for one that fails', async () => {
    const throws = (): Promise<void> => {
      throw new Error('closed');
    };
    expect((await new Readiness({ database: throws }).report()).ready).toBe(false);
  });

  it('asks once for many who ask together', async () => {
    let asked = 0;
    const readiness = new Readiness({
      database: async () => {
        asked += 1;
      },
    });
    await Promise.all(Array.from({ length: 50 }, () => readiness.report()));
    expect(asked).toBe(1);
  });

  it('lives even while it cannot work', async () => {
    const origin = await listen(new Readiness({ database: fails }));
    expect((await fetch(`${origin}/healthz/live`)).status).toBe(200);
  });
});

describe('metrics', () => {
  it('count requests by route pattern and class of status', async () => {
    const metrics = new Metrics();
    metrics.observe({ method: 'GET', route: '/api/v1/documents/:id', status: 404, seconds: 0.004 });
    const origin = await listen(new Readiness({}), metrics);
    const answer = await fetch(`${origin}/metrics`);
    const text = await answer.text();
    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect(text).toContain(
      'maroquin_http_request_duration_seconds_count{method="GET",route="/api/v1/documents/:id",status="4xx"} 1',
    );
    expect(text).toContain('maroquin_process_resident_memory_bytes');
  });
});

describe('the admin listener', () => {
  it('answers no other path', async () => {
    const origin = await listen(new Readiness({}));
    for (const path of ['/', '/api/v1/me', '/healthz', '/healthz/../metrics/x', '/metrics/']) {
      expect((await fetch(origin + path)).status).toBe(404);
    }
    expect((await fetch(`${origin}/metrics`, { method: 'POST' })).status).toBe(404);
  });

  it('says which variable to change when its address is taken', async () => {
    const origin = await listen(new Readiness({}));
    const port = Number(new URL(origin).port);
    await expect(
      openAdminListener(
        { host: '127.0.0.1', port },
        { metrics: new Metrics(), readiness: new Readiness({}), logger },
      ),
    ).rejects.toThrow('The address given by ADMIN_BIND cannot be taken');
  });
});
