import type { Journal } from '@maroquin/coediting';

import type { Life } from './scheduler.js';

/** What can be broken on purpose, to see that the simulation notices: the three rules on which everything stands. */
export const BREAKS = ['ack-before-commit', 'no-gap-refusal', 'no-reload-check'] as const;
export type BreakName = (typeof BREAKS)[number];

/** Parts put in place of right ones. What no port hands in is taken out of the code when the simulation is built (bundle.ts). */
export interface Breaks {
  readonly journal?: (journal: Journal, life: Life) => Journal;
}

export function breaksOf(name: BreakName | null): Breaks {
  return name === 'ack-before-commit' ? { journal: answeringEarly } : {};
}

/** Says "committed" as soon as it is asked, as servers do that store later. */
function answeringEarly(journal: Journal): Journal {
  return {
    ...journal,
    append: (document, item) => {
      journal.append(document, item).catch(() => undefined);
      const first = item.expectedSeq + 1;
      return Promise.resolve({ status: 'committed', first, last: item.expectedSeq + item.count });
    },
  };
}
