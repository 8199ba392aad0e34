import type { WebSocket } from 'ws';
import type { Manner } from './manner.js';
import { CollabAttack, type CollabPlan } from './collab-attack.js';
import { MessageAttack, type MessagePlan } from './message-attack.js';
import type { Make } from './shot.js';

export type SocketPlan = (MessagePlan | CollabPlan) & { readonly manners: readonly Manner[] };

/** Connections at once. */
const AT_ONCE: Readonly<Record<Manner, number>> = { hard: 12, hostile: 8, slow: 40 };
const AGAIN_AFTER_MS = 100;

/** Keeps so many connections of a manner; who is thrown out comes back. @returns ends it */
export function keepSockets(
  url: string,
  plan: SocketPlan,
  manner: Manner,
  { count, make }: { readonly count: (what: string) => void; readonly make: Make },
): () => void {
  const attack = plan.kind === 'message' ? new MessageAttack(url, plan, make) : new CollabAttack(url, plan);
  const open = new Set<WebSocket>();
  let over = false;
  const enter = (): void => {
    if (over) return;
    const socket = attack[manner](count);
    open.add(socket);
    socket.on('close', () => {
      open.delete(socket);
      setTimeout(enter, AGAIN_AFTER_MS);
    });
  };
  for (let times = 0; times < AT_ONCE[manner]; times += 1) enter();
  return () => {
    over = true;
    for (const socket of open) socket.terminate();
  };
}
