import { Inject, Injectable } from '@nestjs/common';
import type { KnownAccount } from '@maroquin/identity';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { NetworkLimiter, networkOf, siteOf } from '@maroquin/platform/http';
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
/** From an IPv6 /48, whose holder may come from 65,536 networks. */
const FREE_TRIES_OF_A_SITE = 12;
/** Over all networks together (NIST SP 800-63B §5.2.2). */
const FREE_TRIES_ANYWHERE = 100;
/** Whoever guesses from elsewhere must not keep the person out: for their failures somebody new waits no longer than this. */
const LONGEST_FOR_OTHERS_MS = 30_000;

/** How often somebody may try to sign in, and the record of what failed. */
@Injectable()
export class SignInAttempts {
  private readonly perNetwork: NetworkLimiter;
  private readonly asked: NetworkLimiter;
  private readonly delay: ProgressiveDelay;

  constructor(
    private readonly database: Database,
    private readonly browsers: KnownBrowsers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    // A whole prefecture may come from one address.
    this.perNetwork = new NetworkLimiter({ burst: 100, refillMs: 2_000 }, clock);
    // Every sign-in page asks for a challenge, and what follows cannot be guessed: only a flood is too much.
    this.asked = new NetworkLimiter({ burst: 500, refillMs: 100 }, clock);
    this.delay = new ProgressiveDelay(clock);
  }

  /** Before a password of somebody unknown is looked at. @throws {DomainError} request.too-many */
  enter({ address }: SignInOrigin): void {
    this.perNetwork.take(address);
  }

  /** Before anything else is done for somebody unknown. @throws {DomainError} request.too-many */
  ask({ address }: SignInOrigin): void {
    this.asked.take(address);
  }

  /**
   * @param subject what is guessed at, whether it exists or not: an address's hash, a person's code
   * @param accounts whose it is
   * @throws {DomainError} sign-in.wait with the seconds to wait: alike for people who exist and who do not
   */
  begin(
    subject: string,
    accounts: readonly KnownAccount[],
    { address, cookie }: SignInOrigin,
  ): SignInAttempt {
    const browserId = this.browsers.find(
      cookie,
      accounts.map(({ personId }) => personId),
    );
    const keys: DelayKey[] =
      browserId === null
        ? keysOfNewBrowser(subject, address)
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

function keysOfNewBrowser(subject: string, address: string): DelayKey[] {
  const site = siteOf(address);
  return [
    { key: `${subject} from ${networkOf(address)}`, free: FREE_TRIES },
    ...(site === null ? [] : [{ key: `${subject} from ${site}`, free: FREE_TRIES_OF_A_SITE }]),
    { key: subject, free: FREE_TRIES_ANYWHERE, longest: LONGEST_FOR_OTHERS_MS },
  ];
}
