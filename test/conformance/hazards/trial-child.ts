import { enterBySocket, type SiteAddress } from '../sites.js';
import type { Hazard } from './hazard.js';
import { tryAgain, tryHazard, type TrialResult } from './trial.js';
import type { Kind } from './victim.js';

export type TrialJob =
  | { readonly site: SiteAddress; readonly document: string; readonly hazard: Hazard }
  | {
      readonly site: SiteAddress;
      readonly document: string;
      readonly kind: Kind;
      readonly before: TrialResult;
    };

/** Plays the honest people and the attacker of one document at a time; what hangs or ends them is the parent's to see. */
async function play(job: TrialJob): Promise<TrialResult | { readonly again: string | null }> {
  const enter = enterBySocket(job.site);
  if ('hazard' in job) return tryHazard(enter, job.document, job.hazard);
  return { again: await tryAgain(enter, job.document, job.kind, job.before) };
}

// An editor that throws in a timer has ended its page, not ours: the trial sees that it shows nothing any more.
process.on('uncaughtException', () => undefined);
process.on('unhandledRejection', () => undefined);
process.on('message', (job: TrialJob) => void play(job).then((answer) => process.send?.(answer)));
process.send?.({ ready: true });
