import { isLoopback } from '../config/index.js';

/** Where one outgoing need may lead, and what it may cost. */
export interface EgressRule {
  /** Scheme, host and port. Nothing else is ever asked. */
  readonly origins: ReadonlySet<string>;
  readonly withinMs: number;
  /** Of an answer's body. */
  readonly maxBytes: number;
}

/** A request that was not sent, or an answer that was not read to its end. */
export class EgressRefused extends Error {
  override readonly name = 'EgressRefused';

  constructor(readonly reason: 'origin' | 'address' | 'too-large' | 'redirect') {
    super(`outgoing request refused: ${reason}`);
  }
}

/**
 * The one way out. A request leaves for a declared origin only, over TLS (in clear on this machine alone), follows no
 * redirect, and its answer is bounded in time and size: what a foreign document names is never simply fetched.
 */
export class Egress {
  constructor(private readonly rule: EgressRule) {}

  /** Whether an address lies within the rule. */
  allows(address: string): boolean {
    if (!URL.canParse(address)) return false;
    const { protocol, hostname, origin, username, password } = new URL(address);
    const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
    return isSafe && username === '' && password === '' && this.rule.origins.has(origin);
  }

  /**
   * A `fetch` within the rule.
   * @throws {EgressRefused} before anything is sent, or when the answer is too large or leads elsewhere
   * @throws {DOMException} TimeoutError
   */
  readonly fetch = async (address: string | URL, init: RequestInit = {}): Promise<Response> => {
    if (!this.allows(String(address))) throw new EgressRefused('origin');
    const limit = AbortSignal.timeout(this.rule.withinMs);
    const signal = init.signal ? AbortSignal.any([limit, init.signal]) : limit;
    const answer = await fetch(address, { ...init, redirect: 'manual', signal });
    const { status, statusText, headers } = answer;
    if (status >= 300 && status < 400) {
      await answer.body?.cancel();
      throw new EgressRefused('redirect');
    }
    const body = await this.readBounded(answer);
    return new Response(body.length === 0 ? null : body, { status, statusText, headers });
  };

  private async readBounded({ body }: Response): Promise<Uint8Array<ArrayBuffer>> {
    const parts: Uint8Array[] = [];
    let size = 0;
    if (body === null) return new Uint8Array();
    for await (const part of body as unknown as AsyncIterable<Uint8Array>) {
      size += part.byteLength;
      // Leaving the loop cancels the stream.
      if (size > this.rule.maxBytes) throw new EgressRefused('too-large');
      parts.push(part);
    }
    return new Uint8Array(Buffer.concat(parts));
  }
}
