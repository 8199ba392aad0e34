import type { NextFunction, Request, Response } from 'express';
import {
  type Admission,
  LOOP_MS,
  type Requester,
  requesterOfNetwork,
  runFor,
  type WorkContext,
} from '../../admission/index.js';
import { DomainError } from '../../errors/index.js';
import { networkOf } from './rate-limiter.js';

const reads = new Set(['GET', 'HEAD', 'OPTIONS', 'PROPFIND']);
const works = new WeakMap<object, RequestWork>();

/** The work of one request: its network's until it is known who asks, that person's from then on. */
class RequestWork implements WorkContext {
  resource: WorkContext['resource'];
  readonly identified: Promise<void>;
  /** Its turn to be identified is over. */
  endTurn: () => void = () => undefined;
  private client: AbortController | null = null;

  constructor(
    method: string,
    private readonly response: Response,
    private readonly admission: Admission,
    public requester: Requester,
  ) {
    this.resource = reads.has(method) ? 'read' : 'act';
    this.identified = new Promise((resolve) => (this.endTurn = resolve));
  }

  /** Resolves when its turn to be answered has come; that lasts until the answer begins, or the client is gone. */
  takeTurn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const answered = (): Promise<void> => {
        resolve();
        return answerOf(this.response);
      };
      this.admission.run('request', this.requester, answered, this).catch(reject);
    });
  }

  /** Until this requester may have one answer more while others want theirs. @throws {DomainError} request.too-many */
  async pace(): Promise<void> {
    await this.admission.pace.take(this.requester, this.resource === 'read' ? LOOP_MS.read : LOOP_MS.act);
    // Its client may be gone by now: nothing is done for nobody.
    if (this.response.closed) throw new DomainError('request.too-many');
  }

  get signal(): AbortSignal {
    if (this.client === null) {
      const client = new AbortController();
      this.client = client;
      this.response.once('close', () => client.abort());
    }
    return this.client.signal;
  }
}

/**
 * Every request waits here for its turn to be identified, in fair turns by network, and is a piece of work from then
 * on. Express calls what follows within it.
 */
export function requestWork(
  admission: Admission,
  refuse: (error: unknown, request: Request, response: Response) => void,
) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (works.has(request)) {
      next();
      return;
    }
    const network = requesterOfNetwork(networkOf(request.ip ?? ''));
    const work = new RequestWork(request.method, response, admission, network);
    works.set(request, work);
    response.once('close', work.endTurn);
    const proceed = (): Promise<void> => {
      next();
      return work.identified;
    };
    const { cookie, authorization } = request.headers;
    const showsCredentials = cookie !== undefined || authorization !== undefined;
    response.once('close', () => {
      const isTrue = work.requester !== network;
      const more = showsCredentials && !isTrue ? LOOP_MS.strangersRequest : 0;
      admission.pace.charge(work.requester, more + costOfAnswer(response));
    });
    const admit = async (): Promise<void> => {
      await admission.pace.take(network, showsCredentials ? 0 : LOOP_MS.strangersRequest);
      if (!response.closed) await runFor(work, () => admission.run('identify', network, proceed));
    };
    admit().catch((error: unknown) => refuse(error, request, response));
  };
}

/** What is written as JSON takes time by its length; files are read at a pace of their own. */
function costOfAnswer(response: Response): number {
  const type = String(response.getHeader('content-type') ?? '');
  if (!type.includes('json')) return 0;
  const bytes = Number(response.getHeader('content-length') ?? 0);
  return (bytes / (1024 * 1024)) * LOOP_MS.mebibyteOfText;
}

/** It is known who asks (absent: nobody is, and nobody has to be): what follows counts for that requester. */
export function identified(request: object, requester?: Requester, resource?: WorkContext['resource']): void {
  const work = works.get(request);
  if (work === undefined) return;
  if (requester !== undefined) work.requester = requester;
  if (resource !== undefined) work.resource = resource;
  work.endTurn();
}

/** Until whoever asks may have one answer more while others want theirs. @throws {DomainError} request.too-many */
export const keepPace = (request: object): Promise<void> => works.get(request)?.pace() ?? Promise.resolve();

/** Its turn to be answered, in fair turns by requester. @throws {DomainError} request.too-many, server.busy */
export const takeTurn = (request: object): Promise<void> =>
  works.get(request)?.takeTurn() ?? Promise.resolve();

/** Resolves when the head of the answer is written: what then moves is bytes, as fast as the client reads. */
function answerOf(response: Response): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', resolve);
    // It may be gone already.
    if (response.closed || response.destroyed) resolve();
    const writeHead: unknown = Reflect.get(response, 'writeHead');
    response.writeHead = (...head: unknown[]): Response => {
      resolve();
      if (typeof writeHead === 'function') Reflect.apply(writeHead, response, head);
      return response;
    };
  });
}
