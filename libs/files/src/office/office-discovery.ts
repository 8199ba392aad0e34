import { Inject, Injectable } from '@nestjs/common';
import { type Clock, CLOCK, CONFIG, type Config, LOGGER } from '@maroquin/platform/config';
import { Egress } from '@maroquin/platform/egress';
import { DomainError } from '@maroquin/platform/errors';
import type { Logger } from '@maroquin/platform/logging';
import { type Discovery, type OfficeAction, readDiscovery } from './discovery.js';
import { isProven, type Proof } from './wopi-proof.js';

const WITHIN_MS = 10_000;
const MAX_BYTES = 2 * 1024 * 1024;
/** An editor that was brought up to date opens other addresses. */
const KEEP_MS = 60 * 60_000;
/** A request with an unknown signature is no reason to ask more often, nor is an editor that does not answer. */
const ASK_AGAIN_MS = 5_000;

/** What the office editor says of itself: what it opens, where, and how its requests are known. */
@Injectable()
export class OfficeDiscovery {
  private readonly egress: Egress | null;
  private kept: Discovery | null = null;
  private askedAt = Number.NEGATIVE_INFINITY;
  private asking: Promise<void> | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'wopiDiscoveryUrl'>,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    const { wopiDiscoveryUrl: url } = config;
    this.egress =
      url === null
        ? null
        : new Egress({ origins: new Set([new URL(url).origin]), withinMs: WITHIN_MS, maxBytes: MAX_BYTES });
  }

  get isOffered(): boolean {
    return this.egress !== null;
  }

  /** Where a form that opens such a file is sent; null: the editor does not open it so. @throws {DomainError} editor.unavailable */
  async actionFor(extension: string, action: OfficeAction): Promise<string | null> {
    const { actions } = await this.discovery(KEEP_MS);
    return actions.get(`${action} ${extension.toLowerCase()}`) ?? null;
  }

  /** Whether a request is the editor's own; true where it signs nothing. @throws {DomainError} editor.unavailable */
  async proves(proof: Proof): Promise<boolean> {
    const { proofKeys } = await this.discovery(KEEP_MS);
    if (proofKeys === null || isProven(proof, proofKeys, this.clock.now())) return true;
    // Perhaps it signs with new keys.
    const fresh = await this.discovery(ASK_AGAIN_MS);
    return fresh.proofKeys === null || isProven(proof, fresh.proofKeys, this.clock.now());
  }

  /** @param age as old as it may be, ms. @throws {DomainError} editor.unavailable */
  private async discovery(age: number): Promise<Discovery> {
    const since = this.clock.now().getTime() - this.askedAt;
    if (since > (this.kept === null ? ASK_AGAIN_MS : age)) {
      this.asking ??= this.ask().finally(() => (this.asking = null));
      await this.asking;
    }
    if (this.kept === null) throw new DomainError('editor.unavailable', { retryAfterSeconds: 5 });
    return this.kept;
  }

  private async ask(): Promise<void> {
    const { wopiDiscoveryUrl: url } = this.config;
    if (url === null || this.egress === null) return;
    try {
      const answer = await this.egress.fetch(url);
      const read = answer.ok ? readDiscovery(await answer.text(), new URL(url).origin) : null;
      if (read === null) throw new Error('the address of WOPI_DISCOVERY_URL describes no editor');
      this.kept = read;
    } catch (error) {
      // What was known goes on: an editor that is busy for a moment is still the same.
      this.logger.warn({ err: error }, 'the office editor did not say what it opens');
    }
    this.askedAt = this.clock.now().getTime();
  }
}
