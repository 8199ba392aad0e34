import type { Action } from '@maroquin/contracts';
import { accessPolicy } from './access.policy.js';
import { channelPolicy } from './channel.policy.js';
import { documentPolicy } from './document.policy.js';
import { filePolicy } from './file.policy.js';
import { resourcePolicy } from './resource.policy.js';
import type { PolicyFacts, Sentence } from './sentence.js';

const sentences = [
  ...resourcePolicy,
  ...documentPolicy,
  ...channelPolicy,
  ...filePolicy,
  ...accessPolicy,
] as const;

/** Acts without a sentence. Does not compile unless empty. */
type Unsaid = Exclude<Action, (typeof sentences)[number]['action']>;
const nothingUnsaid: [Unsaid] extends [never] ? true : Unsaid = true;

const byAction: ReadonlyMap<Action, Sentence> = new Map(
  (nothingUnsaid ? sentences : []).map((sentence): [Action, Sentence] => [sentence.action, sentence]),
);

/** Denied by default: an act without a sentence holds for nobody. */
export const holds = (action: Action, facts: PolicyFacts): boolean =>
  byAction.get(action)?.holds(facts) ?? false;

/** Acts that have a sentence, for the check at boot. */
export const actionsWithPolicy = (): readonly Action[] => [...byAction.keys()];
