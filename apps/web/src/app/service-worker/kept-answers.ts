import { readState, writeState } from './state.js';

/**
 * What the API answered, for when it does not: only where the person asked for it on this device, for thirty days at most.
 * It goes when they sign out here, when somebody else signs in, and when the service says that the session is over or that
 * something may no longer be read. A device without a network hears none of this: it shows what was kept until it has one.
 */
const KEPT = 'maroquin-kept';
/** When it was kept; the page tells by it that the service did not answer. */
export const KEPT_AT = 'x-maroquin-kept';
const MOST_ANSWERS = 500;
const MAX_BYTES = 1024 * 1024;
const MAX_AGE_MS = 30 * 24 * 60 * 60_000;

const KEEPABLE =
  /^\/api\/v1\/(?:me|spaces|conversations|channels|threads|resources|documents|folders|notifications)(?:\/|$)/;
/** What was there is gone, or is this person's no longer. */
const CLOSED = new Set([403, 404, 410]);
const ME = '/api/v1/me';

/** Probes ask whether the service answers: nothing that was kept may answer them. */
export const isKeepable = ({ method, url, cache }: Request): boolean =>
  method === 'GET' && cache !== 'no-store' && KEEPABLE.test(new URL(url).pathname);

export async function answerFrom(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request);
    if (answer.status === 401) await forgetAnswers();
    if (CLOSED.has(answer.status)) await (await caches.open(KEPT)).delete(request.url);
    if (answer.ok) await keep(request, answer.clone());
    if (answer.status < 502) return answer;
    return (await keptFor(request)) ?? answer;
  } catch (error) {
    const kept = await keptFor(request);
    if (kept === null) throw error;
    return kept;
  }
}

/** Everything that was kept is deleted. */
async function forgetAnswers(): Promise<void> {
  await caches.delete(KEPT);
}

async function keep(request: Request, answer: Response): Promise<void> {
  const { keepsFor } = await readState();
  if (keepsFor === null || !(answer.headers.get('content-type') ?? '').startsWith('application/json')) return;
  const body = await answer.arrayBuffer();
  if (body.byteLength > MAX_BYTES) return;
  if (new URL(request.url).pathname === ME && personIn(body) !== keepsFor) return keepFor(null);
  const headers = new Headers(answer.headers);
  headers.set(KEPT_AT, new Date().toISOString());
  const cache = await caches.open(KEPT);
  // What is put again goes to the end of the list.
  await cache.delete(request.url);
  await cache.put(request.url, new Response(body, { status: answer.status, headers }));
  const kept = await cache.keys();
  for (const old of kept.slice(0, Math.max(0, kept.length - MOST_ANSWERS))) await cache.delete(old);
}

/** Whose answers are kept from now on; what was kept of anybody else is deleted. null: nobody's. */
export async function keepFor(personId: string | null): Promise<void> {
  const { keepsFor } = await readState();
  await writeState({ keepsFor: personId });
  if (personId === null || personId !== keepsFor) await forgetAnswers();
}

function personIn(body: ArrayBuffer): string | null {
  const me: unknown = JSON.parse(new TextDecoder().decode(body));
  if (typeof me !== 'object' || me === null || !('person' in me)) return null;
  const { person } = me;
  if (typeof person !== 'object' || person === null || !('id' in person)) return null;
  return typeof person.id === 'string' ? person.id : null;
}

async function keptFor(request: Request): Promise<Response | null> {
  if ((await readState()).keepsFor === null) return null;
  const kept = await (await caches.open(KEPT)).match(request.url);
  if (kept === undefined) return null;
  const age = Date.now() - Date.parse(kept.headers.get(KEPT_AT) ?? '');
  return age < MAX_AGE_MS ? kept : null;
}
