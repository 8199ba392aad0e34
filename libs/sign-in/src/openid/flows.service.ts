import { Inject, Injectable } from '@nestjs/common';
import { OneUse } from '@maroquin/identity';
import { CLOCK, type Clock, CONFIG, type Config } from '@maroquin/platform/config';
import { Keys } from '@maroquin/platform/keys';
import { endCookie, FLOW_MS, type Flow, flowCookie, newEnd, newFlow, safePath } from './flow-cookie.js';
import { SignInRefused } from './refusal.js';

/** What is remembered while a browser is at its provider: with the browser, sealed; and what was used is, here. */
@Injectable()
export class Flows {
  constructor(
    private readonly oneUse: OneUse,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  /** An address of this site. */
  at(path: string): string {
    return `${this.config.publicUrl}${path}`;
  }

  begin(provider: string, pkce: boolean, wanted: string | undefined): { flow: Flow; cookie: string } {
    const flow = newFlow(provider, pkce, safePath(wanted, this.config.publicUrl), this.clock.now());
    return { flow, cookie: flowCookie.set(this.keys.instance, flow) };
  }

  /**
   * The answer belongs to what this browser began, with this provider, not long ago, and comes for the first time.
   * @throws {SignInRefused} flow.*
   */
  async take(
    provider: string,
    answer: URLSearchParams,
    cookie: string | undefined,
    kept: typeof flowCookie = flowCookie,
  ): Promise<Flow> {
    const flow = kept.read(this.keys.instance, cookie);
    if (flow === null) throw new SignInRefused('flow.missing');
    const age = this.clock.now().getTime() - flow.at;
    // The clock of another node may be a little behind.
    if (age > FLOW_MS || age < -FLOW_MS) throw new SignInRefused('flow.expired');
    // Each provider has an address of its own to come back to: an answer at another's is a mix-up (RFC 9700 §4.4).
    if (flow.provider !== provider) throw new SignInRefused('flow.other-provider');
    if (answer.getAll('state').length !== 1 || answer.get('state') !== flow.state)
      throw new SignInRefused('flow.state');
    if (!(await this.oneUse.take('sign-in', [flow.state], new Date(flow.at + 2 * FLOW_MS))))
      throw new SignInRefused('flow.replayed');
    return flow;
  }

  /** Leaving for the provider's sign-out. */
  beginEnd(provider: string): { state: string; cookie: string } {
    const end = newEnd(provider, this.clock.now());
    return { state: end.state, cookie: endCookie.set(this.keys.instance, end) };
  }

  /** Whether this browser left for that. */
  isOwnEnd(provider: string, state: string | null, cookie: string | undefined): boolean {
    const end = endCookie.read(this.keys.instance, cookie);
    return (
      end?.provider === provider && end.state === state && this.clock.now().getTime() - end.at <= FLOW_MS
    );
  }
}
