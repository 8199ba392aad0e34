import { isIP, Socket } from 'node:net';
import type { Logger } from '../logging/index.js';
import type { Clock } from '../config/index.js';
import { EgressRefused } from './egress.js';
import { type Endpoint, plainHost } from './endpoints.js';
import { type AddressClass, classOf } from './ip-address.js';
import type { Resolve } from './resolver.js';

/** How long a name keeps the addresses that it had. */
const PINNED_MS = 30_000;

interface Pin {
  readonly addresses: readonly string[];
  readonly until: number;
}
type Address = { readonly address: string; readonly family: number };
/** RFC 6761 §6.4: a name that nobody resolves. */
const NOWHERE = 'refused.invalid';

type LookupCallback = (error: Error | null, address: string | Address[], family?: number) => void;
type Lookup = (host: string, options: { all?: boolean; family?: unknown }, callback: LookupCallback) => void;
/** What Socket.connect takes, as far as it matters here. */
interface Wanted {
  readonly host?: string | undefined;
  readonly port?: number | string | undefined;
  /** As net reads it: http sets null where there is no socket of this machine. */
  readonly path?: string | null | undefined;
}

export interface OutboundGuardParts {
  readonly endpoints: readonly Endpoint[];
  readonly resolve: Resolve;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'warn' | 'debug'>;
}

let installed: OutboundGuard | null = null;
/** The guard of this process; null: connections are not confined, as in tests of single parts. */
export const installedGuard = (): OutboundGuard | null => installed;
function setInstalled(guard: OutboundGuard | null): void {
  installed = guard;
}

/**
 * The one way out of this process. Every TCP connection, whichever library opens it, passes Socket.connect: there it is
 * refused unless its host and port are an endpoint of the configuration. Names are resolved here and keep their addresses
 * for a while, so that what was checked is what is connected to; a name that leads to another kind of address later
 * (DNS rebinding) is refused. What is logged is the place and the reason, never what was to be said there.
 */
export class OutboundGuard {
  private readonly places: ReadonlySet<string>;
  private readonly pins = new Map<string, Pin>();
  /** Which kinds of address a name had when it was first asked for. */
  private readonly kinds = new Map<string, ReadonlySet<AddressClass>>();
  private blocked: ReadonlySet<string> = new Set();
  private refusals = 0;

  constructor(private readonly parts: OutboundGuardParts) {
    this.places = new Set(
      parts.endpoints.flatMap(({ host, port }) => (host === null ? [] : [keyOf(host, port)])),
    );
  }

  /** Connections that were not made since this process started. */
  get refused(): number {
    return this.refusals;
  }

  /** Endpoints that no longer satisfy the profile: nothing new is connected there until they do. */
  block(hosts: readonly string[]): void {
    this.blocked = new Set(hosts.map(plainHost));
  }

  /** Whether a connection may be tried; names are resolved only after this. */
  allows(host: string, port: number): boolean {
    const name = plainHost(host);
    return this.places.has(keyOf(name, port)) && !this.blocked.has(name);
  }

  /**
   * Puts this guard before every connection of the process. Once a process: the answer is for tests.
   * @returns what takes it away again
   */
  install(): () => void {
    // Called with the socket as `this`, as the method that it stands before.
    // eslint-disable-next-line @typescript-eslint/unbound-method
    const connect = Socket.prototype.connect;
    const admit = (args: unknown[]): void => this.admit(args);
    Socket.prototype.connect = function guarded(this: Socket, ...args: unknown[]): Socket {
      admit(args);
      return Reflect.apply(connect, this, args) as Socket;
    };
    setInstalled(this);
    return () => {
      setInstalled(null);
      Socket.prototype.connect = connect;
    };
  }

  /** Names are resolved by us from here on; what is refused fails as a name fails that does not exist. */
  private admit(args: unknown[]): void {
    const { host: given, port: at, path } = wantedBy(args);
    // A socket file leaves this machine by no network.
    if (typeof path === 'string' && path !== '') return;
    const host = plainHost(given ?? 'localhost');
    const port = Number(at);
    const reason = this.reasonAgainst(host, port);
    if (reason !== null) {
      const refusal = this.refuse(host, port, reason);
      // Libraries expect a failure later than the call: one at once would find nobody who listens.
      const fail: Lookup = (_name, _options, callback) => void setImmediate(callback, refusal, '');
      setOptions(args, { host: NOWHERE, lookup: fail });
      return;
    }
    this.parts.logger.debug({ host, port }, 'outgoing connection');
    setOptions(args, { lookup: (name, options, callback) => this.lookUp(name, options, callback) });
  }

  private reasonAgainst(host: string, port: number): 'origin' | 'address' | null {
    if (!this.allows(host, port)) return 'origin';
    return isIP(host) !== 0 && classOf(host) === 'reserved' ? 'address' : null;
  }

  private refuse(host: string, port: number, reason: 'origin' | 'address'): EgressRefused {
    this.refusals += 1;
    this.parts.logger.warn({ host, port, reason }, 'outgoing connection refused');
    return new EgressRefused(reason);
  }

  private lookUp(host: string, options: { all?: boolean; family?: unknown }, callback: LookupCallback): void {
    this.addressesOf(plainHost(host)).then(
      (addresses) => {
        const wanted = Number(options.family ?? 0);
        const found = addresses
          .map((address) => ({ address, family: isIP(address) }))
          .filter(({ family }) => ![4, 6].includes(wanted) || family === wanted);
        const [first] = found;
        if (first === undefined) callback(notFound(host), '');
        else if (options.all === true) callback(null, found);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : notFound(host), '');
      },
    );
  }

  /** Where a name leads now, kept for a while. @throws {EgressRefused | Error} */
  async addressesOf(host: string): Promise<readonly string[]> {
    const now = this.parts.clock.now().getTime();
    const pin = this.pins.get(host);
    if (pin !== undefined && pin.until > now) return pin.addresses;
    const found = await this.parts.resolve(host).catch((error: unknown) => {
      // A name server that is away changes nothing about where the name led a moment ago.
      if (pin !== undefined) return { addresses: pin.addresses, aliases: [] };
      throw error;
    });
    this.checkKinds(host, found.addresses);
    this.pins.set(host, { addresses: found.addresses, until: now + PINNED_MS });
    return found.addresses;
  }

  /** @throws {EgressRefused} when a name leads where it did not lead before, or where nothing may */
  private checkKinds(host: string, addresses: readonly string[]): void {
    const kinds = new Set(addresses.map(classOf));
    const before = this.kinds.get(host) ?? kinds;
    const moved = [...kinds].some((kind) => !before.has(kind));
    if (kinds.has('reserved') || moved) throw this.refuse(host, 0, 'address');
    this.kinds.set(host, before);
  }
}

const keyOf = (host: string, port: number): string => `${host} ${String(port)}`;

const notFound = (host: string): Error =>
  Object.assign(new Error('getaddrinfo ENOTFOUND'), {
    code: 'ENOTFOUND',
    syscall: 'getaddrinfo',
    hostname: host,
  });

/** The forms that Socket.connect takes: (options), (path), (port, host), or those put in order by net.connect before. */
function wantedBy(args: readonly unknown[]): Wanted {
  const [first] = args;
  if (Array.isArray(first)) return wantedBy(first);
  if (typeof first === 'object' && first !== null) return first;
  if (typeof first === 'string' && !/^\d+$/.test(first)) return { path: first };
  return { port: Number(first), host: typeof args[1] === 'string' ? args[1] : undefined };
}

/** Replaces what is asked for, in whichever form it came. */
function setOptions(args: unknown[], changed: { readonly host?: string; readonly lookup: Lookup }): void {
  const [first] = args;
  if (Array.isArray(first)) setOptions(first, changed);
  else if (typeof first === 'object' && first !== null) args[0] = { ...first, ...changed };
  else args.splice(0, typeof args[1] === 'string' ? 2 : 1, { ...wantedBy(args), ...changed });
}
