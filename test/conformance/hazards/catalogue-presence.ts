import * as encoding from 'lib0/encoding';
import type { Hazard } from './hazard.js';
import { ATTACKER, COLLEAGUE } from './victim.js';

interface Entry {
  readonly client: number;
  readonly clock: number;
  readonly state: string;
}

function message(entries: readonly Entry[], count = entries.length): Uint8Array {
  return encoding.encode((e) => {
    encoding.writeVarUint(e, count);
    for (const { client, clock, state } of entries) {
      encoding.writeVarUint(e, client);
      encoding.writeVarUint(e, clock);
      encoding.writeVarString(e, state);
    }
  });
}

const deep = (depth: number): string => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
const forged = JSON.stringify({ user: { name: 'Quelqu’un d’autre' }, cursor: 9 });
const asAnne = JSON.stringify({ user: { name: 'Anne' } });

const SINGLE: readonly (readonly [string, string, readonly Entry[]])[] = [
  [
    'clock-max',
    'the colleague’s presence at the last clock there is',
    [{ client: COLLEAGUE, clock: 2 ** 53 - 1, state: forged }],
  ],
  [
    'clock-high',
    'the colleague’s presence at a clock she never reaches',
    [{ client: COLLEAGUE, clock: 2 ** 31, state: forged }],
  ],
  [
    'clock-null',
    'the colleague’s presence ended at the last clock',
    [{ client: COLLEAGUE, clock: 2 ** 53 - 1, state: 'null' }],
  ],
  ['forged', 'another state for the colleague', [{ client: COLLEAGUE, clock: 40, state: forged }]],
  ['gone', 'the colleague has left', [{ client: COLLEAGUE, clock: 40, state: 'null' }]],
  ['name', 'the attacker under the colleague’s name', [{ client: ATTACKER, clock: 1, state: asAnne }]],
  ['deep-5000', 'a state nested 5,000 deep', [{ client: ATTACKER, clock: 1, state: deep(5_000) }]],
  ['deep-9000', 'a state nested 9,000 deep', [{ client: ATTACKER, clock: 1, state: deep(9_000) }]],
  [
    'deep-as-colleague',
    'a state nested 8,000 deep for the colleague',
    [{ client: COLLEAGUE, clock: 90, state: deep(8_000) }],
  ],
  [
    'second-bad',
    'the colleague’s presence taken over, then a state that is no JSON',
    [
      { client: COLLEAGUE, clock: 41, state: forged },
      { client: ATTACKER, clock: 1, state: '{' },
    ],
  ],
];

/** Awareness messages; the document's text plays no part in them. */
export function presenceHazards(): Hazard[] {
  const made = (id: string, what: string, frames: readonly Uint8Array[]): Hazard => ({
    id: `presence-${id}`,
    kind: 'text',
    source: 'catalogue',
    what,
    frames: frames.map((bytes) => ({ as: 'awareness', bytes })),
  });
  const crowd = Array.from({ length: 200_000 }, (_, index) => ({
    client: 10_000 + index,
    clock: 1,
    state: '{}',
  }));
  return [
    ...SINGLE.map(([id, what, entries]) => made(id, what, [message(entries)])),
    made('crowd', '200,000 presences of nobody', [message(crowd)]),
    made('crowd-gone', '200,000 presences of nobody, all of which leave', [
      message(crowd),
      message(crowd.map((entry) => ({ ...entry, clock: 2, state: 'null' }))),
    ]),
    made('count', 'the colleague’s presence taken over in a message that announces 2^32 more', [
      message([{ client: COLLEAGUE, clock: 50, state: forged }], 2 ** 32),
    ]),
    made('heavy', 'a state of 16 MB', [
      message([{ client: ATTACKER, clock: 1, state: JSON.stringify({ a: 'x'.repeat(16_000_000) }) }]),
    ]),
  ];
}
