import type { Request, Response } from 'express';
import { type Admission, currentWork, requesterOfNetwork } from '../../admission/index.js';
import { DomainError } from '../../errors/index.js';
import { isWithinBounds, type JsonBounds } from './json-bounds.js';
import { networkOf } from './rate-limiter.js';
import { limitsOf } from './request-limits.js';

/** What a route takes of a JSON body. */
export interface BodyLimits extends JsonBounds {
  readonly bytes: number;
  /** From its first byte to its last: a body that trickles would hold its connection for ever. */
  readonly withinMs: number;
}

/** What people write by hand; documents and files have routes of their own. */
export const JSON_BODY: BodyLimits = { bytes: 1024 * 1024, depth: 32, values: 20_000, withinMs: 30_000 };
/** Where it is not known who asks: forms for signing in. */
export const PUBLIC_BODY: BodyLimits = { bytes: 16 * 1024, depth: 8, values: 500, withinMs: 10_000 };

/** Reads JSON bodies: their memory is taken before they are, and their shape is looked at before they are parsed. */
export class JsonBodies {
  constructor(private readonly admission: Pick<Admission, 'hold'>) {}

  /**
   * Sets `request.body`, unless there is none of these types. It counts as memory of whoever asks until it is answered.
   * @throws {DomainError} request.too-large, request.invalid, request.too-many, server.busy
   */
  async read(
    request: Request,
    response: Response,
    types: readonly string[],
    limits: BodyLimits,
  ): Promise<void> {
    if (typeof request.is([...types]) !== 'string') return;
    requireUtf8(request);
    const announced = request.headers['content-length'];
    const room = announced === undefined ? limits.bytes : Number(announced);
    const requester = currentWork()?.requester ?? requesterOfNetwork(networkOf(request.ip ?? ''));
    try {
      if (room > limits.bytes) throw tooLarge(limits);
      if (announced !== undefined) limitsOf(request)?.takeBytes(requester, room);
      response.once('close', this.admission.hold(requester, room));
    } catch (error) {
      // It is not read: a connection that goes on sending would cost more than it asked.
      response.setHeader('Connection', 'close');
      throw error;
    }
    const text = await readWhole(request, limits);
    if (announced === undefined) limitsOf(request)?.takeBytes(requester, text.length);
    // Express leaves an empty body out, too.
    if (text.length > 0) request.body = parse(text, limits);
  }
}

/** RFC 8259 §8.1: between systems JSON is UTF-8. */
function requireUtf8(request: Request): void {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw new DomainError('request.invalid');
}

/** @throws {DomainError} request.invalid */
function parse(text: Buffer, limits: BodyLimits): unknown {
  if (!isWithinBounds(text, limits)) throw tooComplex(limits);
  try {
    const body: unknown = JSON.parse(text.toString('utf8'));
    if (typeof body === 'object' && body !== null) return body;
  } catch (error) {
    throw new DomainError('request.invalid', { cause: error });
  }
  throw new DomainError('request.invalid');
}

/** Hangs up where it comes too slowly. @throws {DomainError} request.too-large, request.invalid */
function readWhole(request: Request, limits: BodyLimits): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    const abort = (): void => void request.destroy();
    const whole = setTimeout(abort, limits.withinMs);
    const settle = (then: () => void): void => {
      clearTimeout(whole);
      request.off('data', take).off('end', end).off('close', cut).off('error', cut);
      then();
    };
    const take = (part: Buffer): void => {
      size += part.length;
      if (size > limits.bytes) {
        request.pause();
        settle(() => reject(tooLarge(limits)));
        return;
      }
      parts.push(part);
    };
    const end = (): void =>
      settle(() => resolve(parts.length === 1 ? (parts[0] ?? EMPTY) : Buffer.concat(parts, size)));
    const cut = (): void => settle(() => reject(new DomainError('request.invalid')));
    request.on('data', take).once('end', end).once('close', cut).once('error', cut);
  });
}

const EMPTY = Buffer.alloc(0);

const tooLarge = ({ bytes }: BodyLimits): DomainError =>
  new DomainError('request.too-large', {
    fields: [
      { path: '', message: { fr: `au plus ${String(bytes)} octets`, en: `at most ${String(bytes)} bytes` } },
    ],
  });

const tooComplex = ({ depth, values }: BodyLimits): DomainError => {
  const message = {
    fr: `au plus ${String(depth)} niveaux et ${String(values)} valeurs`,
    en: `at most ${String(depth)} levels and ${String(values)} values`,
  };
  return new DomainError('request.invalid', { fields: [{ path: '', message }] });
};
