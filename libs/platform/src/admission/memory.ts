import { DomainError } from '../errors/index.js';
import type { Requester } from './requester.js';
import { organisationShareOf, shareOf } from './slots.js';

/** Gives back what was taken; a second call does nothing. */
export type Release = () => void;

const RETRY_AFTER_SECONDS = 5;

/** Bytes of this node's memory that requests may hold: bodies while they are read, files on their way, unsent answers. */
export class Memory {
  private inAll = 0;
  private readonly people = new Map<string, number>();
  private readonly organisations = new Map<string, number>();

  constructor(private readonly bytes: number) {}

  get held(): number {
    return this.inAll;
  }

  /** @throws {DomainError} request.too-many when it is more than this requester's share, server.busy when all is taken */
  hold({ person, organisation }: Requester, bytes: number): Release {
    const own = this.people.get(person) ?? 0;
    if (own + bytes > shareOf(this.bytes)) throw refused('request.too-many');
    const theirs = this.organisations.get(organisation ?? '') ?? 0;
    if (this.inAll + bytes > this.bytes || theirs + bytes > organisationShareOf(this.bytes))
      throw refused('server.busy');
    this.change(person, organisation ?? '', bytes);
    let isHeld = true;
    return () => {
      if (isHeld) this.change(person, organisation ?? '', -bytes);
      isHeld = false;
    };
  }

  private change(person: string, organisation: string, bytes: number): void {
    this.inAll += bytes;
    add(this.people, person, bytes);
    add(this.organisations, organisation, bytes);
  }
}

function add(counts: Map<string, number>, key: string, bytes: number): void {
  const now = (counts.get(key) ?? 0) + bytes;
  if (now === 0) counts.delete(key);
  else counts.set(key, now);
}

const refused = (code: 'request.too-many' | 'server.busy'): DomainError =>
  new DomainError(code, { retryAfterSeconds: RETRY_AFTER_SECONDS });
