import * as Y from 'yjs';
import type { CollabClient } from '../../test/support/collab-client.js';
import type { HttpClient } from '../../test/support/http-client.js';
import { invite, type Person } from '../../test/support/people.js';
import { pause, until } from '../../test/support/until.js';
import type { Maroquin } from '../../test/support/maroquin.js';
import { Victim } from './victim.js';

export const KINDS = ['grant removed', 'role changed', 'signed out'] as const;
export type Kind = (typeof KINDS)[number];

/** What all trials of a series share. */
export interface Stage {
  /** Where rights change. */
  readonly administrator: Person;
  /** Where the victim is. */
  readonly far: Maroquin;
  readonly documentId: string;
  /** Reads at the administrator's node what is committed. */
  readonly observer: CollabClient;
}

export interface Trial {
  readonly kind: Kind;
  /** From the 2xx answer to the last frame accepted from the victim or, where it may not read either, delivered to it; ms. */
  readonly lastMs: number;
  /** From the 2xx answer to the moment the victim knew, ms. */
  readonly knewMs: number;
  /** Frames accepted after the limit, or one delivered after it. */
  readonly late: number;
  readonly clientId: number;
  /** Letters of the victim that are committed. */
  readonly accepted: number;
}

/** The promise, ms. */
export const LIMIT_MS = 250;
const LETTER_EVERY_MS = 20;
/** How long the victim goes on trying after it knows. */
const INSIST_MS = 300;
let invited = 0;

export const acceptedOf = (observer: CollabClient, clientId: number): number =>
  Y.decodeStateVector(Y.encodeStateVector(observer.doc)).get(clientId) ?? 0;

export async function runTrial(stage: Stage, kind: Kind, waitMs: number): Promise<Trial> {
  const { administrator, far, documentId, observer } = stage;
  invited += 1;
  const email = `agent-${String(invited)}@mesure.example`;
  const person = await invite(far, administrator, { name: `Agent ${String(invited)}`, email });
  const grant = `/resources/${documentId}/grants/${person.id}`;
  await administrator.http.act('PUT', grant, { role: 'editor' });
  const victim = new Victim(person.http, documentId);
  await until(() => {
    if (victim.closeCode !== null) throw new Error(`closed with ${String(victim.closeCode)}`);
    return victim.access === 'write';
  }, 'the victim may write');
  victim.type(LETTER_EVERY_MS);
  await until(() => victim.acked > 3, 'the victim writes');
  await pause(waitMs);
  await revoke(kind, administrator.http, person.http, grant);
  const answeredAt = performance.now();
  await until(() => victim.cutAt !== null, 'the victim is cut off', 20_000);
  await pause(INSIST_MS);
  victim.leave();
  const accepted = await settled(observer, victim.clientId);
  const acceptedTimes = victim.sentAt.slice(0, accepted);
  const deliveredAt = kind === 'role changed' ? Number.NEGATIVE_INFINITY : victim.deliveredAt;
  const lastAt = Math.max(acceptedTimes.at(-1) ?? 0, deliveredAt);
  const limit = answeredAt + LIMIT_MS;
  return {
    kind,
    lastMs: Math.max(0, lastAt - answeredAt),
    knewMs: Math.max(0, (victim.cutAt ?? Infinity) - answeredAt),
    late: acceptedTimes.filter((at) => at > limit).length + (deliveredAt > limit ? 1 : 0),
    clientId: victim.clientId,
    accepted,
  };
}

/** Always at the administrator's node. Resolves with its 2xx answer. */
async function revoke(
  kind: Kind,
  administrator: HttpClient,
  victim: HttpClient,
  grant: string,
): Promise<void> {
  if (kind === 'grant removed') return administrator.act('DELETE', grant);
  if (kind === 'role changed') return administrator.act('PUT', grant, { role: 'reader' });
  return administrator.as(victim).act('POST', '/auth/sign-out');
}

/** The number once it has stopped rising. */
async function settled(observer: CollabClient, clientId: number): Promise<number> {
  let before = -1;
  for (;;) {
    const now = acceptedOf(observer, clientId);
    if (now === before) return now;
    before = now;
    await pause(100);
  }
}
