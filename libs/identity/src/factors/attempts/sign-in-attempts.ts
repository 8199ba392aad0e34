import { Inject, Injectable } from '@nestjs/common';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { networkOf, RateLimiter } from '@maroquin/platform/http';
import type { KnownAccount } from '../../accounts/accounts.service.js';
import { KnownBrowsers } from './known-browsers.js';
import { type DelayKey, ProgressiveDelay } from './progressive-delay.js';

/** From where somebody tries to sign in. */
export interface SignInOrigin {
  readonly address: string;
  readonly cookie: string | undefined;
}

/** One try that is counted as failed until it succeeds. */
export interface SignInAttempt {
  succeeded(): void;
}

/** A mistyped password now and then is no guess. */
const FREE_TRIES = 3;
/** Over all networks: whoever tries from elsewhere must not make the person wait at once. */
const FREE_TRIES_ANYWHERE = 10;

/** How often somebody may try to sign in, and the record of what failed. */
@Injectable()
export class SignInAttempts {
  private readonly perNetwork: RateLimiter;
  private readonly asked: RateLimiter;
  private readonly delay: ProgressiveDelay;

  constructor(
    private readonly database: Database,
    private readonly browsers: KnownBrowsers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    // A whole prefecture may come from one address.
    this.perNetwork = new RateLimiter({ burst: 100, refillMs: 2_000 }, clock);
    // Every sign-in page asks for a challenge, and what follows cannot be guessed: only a flood is too much.
    this.asked = new RateLimiter({ burst: 500, refillMs: 100 }, clock);
    this.delay = new ProgressiveDelay(clock);
  }

  /** Before a password of somebody unknown is looked at. @throws {DomainError} request.too-many */
  enter({ address }: SignInOrigin): void {
    this.perNetwork.take(networkOf(address));
  }

  /** Before anything else is done for somebody unknown. @throws {DomainError} request.too-many */
  ask({ address }: SignInOrigin): void {
    this.asked.take(networkOf(address));
  }

  /**
   * @param subject what is guessed at, whether it exists or not: an address's hash, a person's code
   * @throws {DomainError} sign-in.wait with the seconds to wait: alike for people who exist and who do not
   */
  begin(subject: string, account: KnownAccount | null, { address, cookie }: SignInOrigin): SignInAttempt {
    const browserId = account === null ? null : this.browsers.find(cookie, account.personId);
    const keys: DelayKey[] =
      browserId === null
        ? [
            { key: `${subject} from ${networkOf(address)}`, free: FREE_TRIES },
            { key: subject, free: FREE_TRIES_ANYWHERE },
          ]
        : [{ key: `${subject} in ${browserId}`, free: FREE_TRIES }];
    this.delay.begin(keys);
    return { succeeded: () => this.delay.succeeded(keys) };
  }

  /** @param reason a code, never what was typed */
  recordFailure({ personId, orgId }: KnownAccount, method: string, reason: string): Promise<void> {
    return this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      recordAct(tx, {
        orgId,
        actorId: null,
        action: 'sign-in.failed',
        targetId: personId,
        details: { method, reason },
        at: this.clock.now(),
      }),
    );
  }
}
