import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readiness } from './readiness.js';

/**
 * `/live`: the process answers. `/ready`: it can also work. Answers ids of parts and yes or no, nothing more.
 * @returns false when the path is none of these.
 */
export async function answerHealth(
  path: string,
  request: Pick<IncomingMessage, 'method'>,
  response: ServerResponse,
  readiness: Readiness,
): Promise<boolean> {
  if ((path !== '/live' && path !== '/ready') || (request.method !== 'GET' && request.method !== 'HEAD'))
    return false;
  const report = path === '/live' ? { ready: true, checks: {} } : await readiness.report();
  const body = JSON.stringify({ status: report.ready ? 'ok' : 'unavailable', ...report.checks });
  response.writeHead(report.ready ? 200 : 503, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    ...(report.ready ? {} : { 'Retry-After': '2' }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
  return true;
}
