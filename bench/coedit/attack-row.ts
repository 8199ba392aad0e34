import type { AttackJob, AttackResult } from './attack.js';
import { LoadProcess } from '../load-process.js';
import { measure } from './measure.js';
import { atMost, type Figures, inTurns } from '../rows.js';
import type { Ground, Row } from './row.js';
import { type Scale, SUBJECTS, sizes, type SubjectName } from './scales.js';
import { startHocuspocus, startYWebsocket, type Subject } from './subjects.js';

const TAIL_MS = 10_000;
const CONNECT_WITHIN_MS = 90_000;

async function underAttack(subject: Subject, scale: Scale): Promise<Figures> {
  const { warmUpMs, measureMs, bystanders } = sizes[scale];
  const [target] = await subject.targets(1);
  if (target === undefined) throw new Error('no document to attack');
  const milliseconds = warmUpMs + measureMs;
  const attack = new LoadProcess(new URL('./attack.js', import.meta.url), {
    target,
    milliseconds,
  } satisfies AttackJob);
  try {
    await attack.heard('ready', CONNECT_WITHIN_MS);
    const ended = attack.heard<AttackResult>('end', milliseconds + CONNECT_WITHIN_MS);
    const tailMs = scale === 'full' ? TAIL_MS : TAIL_MS / 10;
    const timing = { warmUpMs, measureMs, tailMs, onGo: () => attack.tell('go') };
    return { ...(await measure(subject, bystanders, timing)), ...(await ended) };
  } finally {
    attack.kill();
  }
}

/** A peer may be busy with the attack for minutes after it: it is started for a round and killed after it. */
async function round(ground: Ground, name: SubjectName): Promise<Figures> {
  if (name === 'maroquin') return underAttack(await ground.subject(name), ground.scale);
  const peer = await (name === 'hocuspocus' ? startHocuspocus() : startYWebsocket({ store: false }));
  try {
    return await underAttack(peer, ground.scale);
  } finally {
    await peer.close();
  }
}

export const attacker: Row = {
  name: 'attacker',
  what: 'others type in 20 documents while one socket sends, in another, what costs most',
  run: (ground) =>
    inTurns(attacker, ground, {
      rounds: sizes[ground.scale].rounds,
      subjects: SUBJECTS,
      round: (subject) => round(ground, subject),
      checks: (medians) => [
        atMost('propagation p99 of the others', medians('maroquin')['propagationP99'], 100, ' ms'),
        atMost('durable ack p99 of the others', medians('maroquin')['ackP99'], 100, ' ms'),
        atMost('failures', medians('maroquin')['failures'], 0),
      ],
    }),
};
