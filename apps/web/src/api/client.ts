import type { z } from 'zod';
import { ApiError, errorFrom } from './error.js';
import type { AnswerOf, BodyOf, Method, PathOf, QueryOf, TakenBy } from './paths.js';
import { serviceState } from './service-state.js';

export const API = '/api/v1';
/** When an answer was kept by the service worker. */
const KEPT_AT = 'x-maroquin-kept';

/** What stands in a question of an address. */
type Asked = Record<string, string | number | boolean | readonly string[] | undefined>;

interface Sent {
  /** JSON, or a FormData sent as multipart. */
  body?: unknown;
  query?: Asked;
  /** The version the change starts from (If-Match, RFC 9110 §13.1.1). */
  ifMatch?: number;
  /** Makes resending a creation harmless; `newKey()` makes one for each act of the person. */
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** Goes on when the page is left. */
  keepalive?: boolean;
}

/** What one operation takes, as `docs/openapi.json` says; the types fail where page and server part. */
export type RequestOptions<M extends Method, P extends string, S> = Pick<Sent, 'signal' | 'keepalive'> &
  Part<'body', BodyOf<M, P>> &
  Part<'query', QueryOf<M, P>> &
  Part<'ifMatch', TakenBy<M, P, 'If-Match', number>> &
  Part<'idempotencyKey', TakenBy<M, P, 'Idempotency-Key', string>> & {
    /** Every answer crosses a schema of the contracts; without one the answer must be empty and `undefined` is returned. */
    schema?: S & Reads<S, AnswerOf<M, P>>;
  };

/** Where a request without options does not compile. */
type DemandsNothing<M extends Method, P extends string> =
  object extends RequestOptions<M, P, undefined> ? unknown : never;

/** Demanded where the operation demands it, not there where it takes none. */
type Part<Name extends string, T> = [T] extends [never]
  ? { [N in Name]?: undefined }
  : undefined extends T
    ? { [N in Name]?: T }
    : { [N in Name]: T };

/** A schema that understands whatever the operation may answer. */
type Reads<S, Answer> = S extends z.ZodType ? ([Answer] extends [z.input<S>] ? unknown : never) : unknown;

/** A question that a dead network swallowed would hold one of the few connections that a browser makes to a server. */
const READ_WITHIN_MS = 30_000;

export const newKey = (): string => crypto.randomUUID();

const urlOf = (path: string, query: Asked | undefined): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? (value as readonly string[]) : [String(value)])
      search.append(name, one);
  }
  const text = search.toString();
  return `${API}${path}${text ? `?${text}` : ''}`;
};

const initOf = (method: string, options: Sent): RequestInit => {
  const headers = new Headers({
    accept: 'application/json',
    'accept-language': document.documentElement.lang,
  });
  const isForm = options.body instanceof FormData;
  if (options.body !== undefined && !isForm) headers.set('content-type', 'application/json');
  if (options.ifMatch !== undefined) headers.set('if-match', `"${options.ifMatch}"`);
  if (options.idempotencyKey) headers.set('idempotency-key', options.idempotencyKey);
  return {
    method,
    headers,
    credentials: 'same-origin',
    keepalive: options.keepalive ?? false,
    ...signalOf(method, options.signal),
    ...(options.body === undefined
      ? {}
      : { body: isForm ? (options.body as FormData) : JSON.stringify(options.body) }),
  };
};

/** Reading may be given up and begun again; what changes something takes the time it takes. */
const signalOf = (method: string, signal: AbortSignal | undefined): Pick<RequestInit, 'signal'> => {
  if (method !== 'GET') return signal ? { signal } : {};
  const limit = AbortSignal.timeout(READ_WITHIN_MS);
  return { signal: signal ? AbortSignal.any([signal, limit]) : limit };
};

/**
 * One call to the API.
 * @throws ApiError when the server refuses or cannot be reached; DOMException AbortError when aborted
 */
export function request<M extends Method, const P extends PathOf<M>>(
  method: M,
  path: P & DemandsNothing<M, P>,
): Promise<void>;
export function request<
  M extends Method,
  const P extends PathOf<M>,
  S extends z.ZodType | undefined = undefined,
>(method: M, path: P, options: RequestOptions<M, P, S>): Promise<S extends z.ZodType ? z.output<S> : void>;
export async function request(method: Method, path: string, given: object = {}): Promise<unknown> {
  const options = given as Sent & { schema?: z.ZodType };
  let response: Response;
  try {
    response = await fetch(urlOf(path, options.query), initOf(method, options));
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    serviceState.reportCut();
    throw new ApiError(0, 'server.unavailable', null);
  }
  if (!response.ok) {
    const error = await errorFrom(response);
    // The directory behind us is away, we are not.
    const isOurs = error.code !== 'sign-in.directory-down';
    if (response.status >= 502 && isOurs) serviceState.report('down', error.retryAfterSeconds);
    if (error.code === 'request.unauthenticated') serviceState.sessionEnded();
    throw error;
  }
  // The service worker answered in the place of the service: an earlier answer is shown, and that it is one.
  if (response.headers.has(KEPT_AT)) serviceState.reportCut();
  else serviceState.report('up');
  if (!options.schema) return undefined;
  const parsed = options.schema.safeParse(await response.json().catch(() => null));
  // An answer of another shape means that the page is older than the server: say so rather than show half of it.
  if (!parsed.success) throw new ApiError(500, 'server.failure', null);
  return parsed.data;
}
