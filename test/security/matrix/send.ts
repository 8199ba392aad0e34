import type { HttpClient } from '../../support/http-client.js';
import type { Ask } from './request-plans.js';
import type { Outcome } from './outcome.js';
import { collabOutcome, fallbackOutcome, messageOutcome } from './sockets.js';
import type { Row } from './table.js';

const SILENT = new Set(['date', 'connection', 'keep-alive']);

/** Makes the request of a row by the means that its method names. */
export function send(
  row: Pick<Row, 'request' | 'route' | 'kind'>,
  id: string,
  client: HttpClient,
  ask: Ask,
): Promise<Outcome> {
  const [method = '', name = ''] = row.route.split(' ');
  const writes =
    row.request.endsWith('#write') && (row.kind === 'prose' || row.kind === 'text') ? row.kind : null;
  if (method === 'WS') return collabOutcome(client, id, writes);
  if (method === 'MSG' && name === '/collab-fallback/part') return fallbackOutcome(client, id, writes);
  if (method === 'MSG') return messageOutcome(client, name, ask.body);
  return httpOutcome(method, client, ask);
}

export async function httpOutcome(method: string, client: HttpClient, ask: Ask): Promise<Outcome> {
  const { path, body, form, bytes, headers = {} } = ask;
  const answer = await fetch(`${client.url}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...client.headers,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: form ?? bytes ?? (body === undefined ? null : JSON.stringify(body)),
  });
  const told = [...answer.headers].filter(([name]) => !SILENT.has(name)).sort();
  return { status: answer.status, body: await answer.text(), headers: JSON.stringify(told) };
}
