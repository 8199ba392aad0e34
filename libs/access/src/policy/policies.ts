import type { Action } from '@maroquin/contracts';
import { accessPolicy } from './access.policy.js';
import { channelPolicy } from './channel.policy.js';
import { documentPolicy } from './document.policy.js';
import { filePolicy } from './file.policy.js';
import { extraRole } from './extra-acts.js';
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

/** In a direct conversation there is nothing but to read, to write, and to say who takes part: no place, no sharing. */
const DIRECT = /^(channel|message|conversation)\./;

/**
 * Denied by default: an act without a sentence holds for nobody. An act that a custom role adds is judged by the same
 * sentence, as that of the lowest standard role that has it: in the trash, on a space, for a visitor it is no wider.
 */
export function holds(action: Action, facts: PolicyFacts): boolean {
  const sentence = byAction.get(action);
  if (sentence === undefined || (facts.kind === 'direct' && !DIRECT.test(action))) return false;
  if (sentence.holds(facts)) return true;
  const role = facts.role === null ? null : extraRole(action, facts.extras ?? 0);
  return role !== null && sentence.holds({ ...facts, role });
}

/** Acts that have a sentence, for the check at boot. */
export const actionsWithPolicy = (): readonly Action[] => [...byAction.keys()];
