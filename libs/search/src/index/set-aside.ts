import type { Clock } from '@maroquin/platform/config';
import { DomainError } from '@maroquin/platform/errors';
import { DataKeyMissing } from '@maroquin/platform/keys';
import type { Logger } from '@maroquin/platform/logging';

/** An organisation that could not be indexed is tried again after this long. */
const AFTER_FAILURE_MS = 60_000;

/** Organisations that nothing can be indexed of for now: without it, what waits of them would hold up all others. */
export class SetAside {
  private readonly failed = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    private readonly logger: Pick<Logger, 'error'>,
  ) {}

  organisations(): string[] {
    const now = this.clock.now().getTime();
    for (const [orgId, at] of this.failed) if (now - at >= AFTER_FAILURE_MS) this.failed.delete(orgId);
    return [...this.failed.keys()];
  }

  has(orgId: string): boolean {
    return this.failed.has(orgId);
  }

  /** @throws when it is PostgreSQL that is away: that is nobody's own trouble */
  add(orgId: string, error: unknown): void {
    if (error instanceof DomainError && error.code === 'server.unavailable') throw error;
    this.failed.set(orgId, this.clock.now().getTime());
    // Closed while the batch ran: the next look leaves it out.
    if (error instanceof DomainError && ['key.closed', 'key.destroyed'].includes(error.code)) return;
    this.logger.error({ err: error, orgId }, 'an organisation could not be indexed');
  }
}

/** The whole organisation's keys are not to be had: no other feed of it fares better. */
export const isOfKeys = (error: unknown): boolean =>
  error instanceof DomainError &&
  !(error instanceof DataKeyMissing) &&
  ['key.closed', 'key.destroyed', 'key.missing', 'key.provider-down', 'key.wrong'].includes(error.code);
