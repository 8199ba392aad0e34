import type { HttpClient } from '../../support/http-client.js';
import type { Ground } from './ground.js';
import type { Verdict } from './verdict.js';

/** Acts that begin at the same moment, and what must stand once all of them ended. */
export interface Pair<G = Ground> {
  readonly name: string;
  /** Restores what the round before ended, and makes what the acts need. */
  prepare(ground: G): Promise<Round>;
}

export interface Round {
  /** Over connections of both nodes; refused or not. */
  readonly acts: readonly (() => Promise<unknown>)[];
  /** The act that ends the right to the others, if there is one; it may not be refused. */
  readonly decide?: () => Promise<unknown>;
  /** @param outcomes in the order of `acts` */
  readonly judge: (outcomes: readonly PromiseSettledResult<unknown>[]) => Promise<Verdict>;
}

interface End {
  readonly act: (http: HttpClient, connection: number) => Promise<unknown>;
  /** Who acts, over each of these connections. */
  readonly actorId: string;
  readonly connections: readonly HttpClient[];
  readonly decide: () => Promise<unknown>;
  /** What the audit calls the decision, what it is about, and whose it is where the acts may look the same. */
  readonly decision: readonly [action: string, targetId: string, byId?: string];
}

/** Acts of one person against the decision that ends the right to them: none is committed after it. */
export function end(
  { commits }: Pick<Ground, 'commits'>,
  { act, actorId, connections, decide, decision }: End,
): Round {
  const [action, targetId, byId] = decision;
  const since = commits.now();
  return {
    acts: connections.map((http, index) => () => act(http, index)),
    decide,
    judge: async () => commits.order({ since, act: { actorId }, decision: { action, targetId, byId } }),
  };
}

export const countDone = (outcomes: readonly PromiseSettledResult<unknown>[]): number =>
  outcomes.filter(({ status }) => status === 'fulfilled').length;

/** Of acts that exclude each other exactly one is done. */
export const onlyOne = (acts: Round['acts']): Round => ({
  acts,
  judge: (outcomes) => {
    const done = countDone(outcomes);
    return Promise.resolve({ done, wrong: Math.abs(done - 1) });
  },
});
