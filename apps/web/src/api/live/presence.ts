import { MOST_WATCHED } from '@maroquin/contracts';
import { useEffect, useSyncExternalStore } from 'react';
import { useMe } from '../session.js';
import { getSocket } from './socket.js';

/** Whoever touches neither mouse nor keyboard for so long is no longer in front of the page. */
const AWAY_MS = 10 * 60_000;
/** A list shows its people one after the other: they are asked about together. */
const GATHER_MS = 100;

/** Who of the people that the page shows is there. Whom it shows is counted, as several parts of it show the same. */
class ShownPeople {
  private readonly counts = new Map<string, number>();
  private here: ReadonlySet<string> = new Set();
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isLive = false;

  readonly isHere = (id: string): boolean => this.here.has(id);
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** @returns that it is shown no longer */
  show(id: string): () => void {
    this.counts.set(id, (this.counts.get(id) ?? 0) + 1);
    this.askSoon();
    return () => {
      const left = (this.counts.get(id) ?? 1) - 1;
      if (left > 0) this.counts.set(id, left);
      else this.counts.delete(id);
    };
  }

  /** Whether it is asked for at all, on a line that stands. */
  setLive(isLive: boolean): void {
    this.isLive = isLive;
    if (isLive) this.askSoon();
    else this.set(new Set());
  }

  readonly changed = ({ id, here }: { id: string; here: boolean }): void => {
    const next = new Set(this.here);
    if (here) next.add(id);
    else next.delete(id);
    this.set(next);
  };

  private askSoon(): void {
    if (!this.isLive) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      const people = [...this.counts.keys()].slice(0, MOST_WATCHED);
      if (!this.isLive) return;
      getSocket().emit('presence.watch', { people }, (answer) => {
        if (answer.ok && this.isLive) this.set(new Set(answer.value.here));
      });
    }, GATHER_MS);
  }

  private set(here: ReadonlySet<string>): void {
    this.here = here;
    for (const listener of this.listeners) listener();
  }
}
const shown = new ShownPeople();

/** Whether somebody is in front of a page right now, as far as one may see it. null: nobody is asked about. */
export const useIsHere = (id: string | null): boolean => {
  useEffect(() => (id === null ? undefined : shown.show(id)), [id]);
  return useSyncExternalStore(shown.subscribe, () => id !== null && shown.isHere(id));
};

/** Says whether somebody is in front of this page, and receives the presence of others, unless they do not want it. Call once. */
export function useLivePresence(): void {
  const { capabilities, hidesPresence, organisation } = useMe();
  const isOn = capabilities.includes('people.list') && !hidesPresence && !organisation.hidesPresence;
  useEffect(() => {
    const socket = getSocket();
    const sendPresence = (here: boolean): void => {
      if (socket.connected) socket.emit('presence.set', { here }, () => undefined);
    };
    if (!isOn) {
      sendPresence(false);
      return;
    }
    const activity = watchActivity(sendPresence);
    const onConnect = (): void => {
      sendPresence(activity.isActive());
      shown.setLive(true);
    };
    const onDisconnect = (): void => shown.setLive(false);
    socket.on('connect', onConnect);
    socket.on('disconnect', onDisconnect);
    socket.on('presence.changed', shown.changed);
    if (socket.connected) onConnect();
    return () => {
      activity.stop();
      socket.off('connect', onConnect);
      socket.off('disconnect', onDisconnect);
      socket.off('presence.changed', shown.changed);
      shown.setLive(false);
    };
  }, [isOn]);
}

const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'focus'] as const;

function watchActivity(onChange: (isActive: boolean) => void): { isActive: () => boolean; stop: () => void } {
  let active = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;
  const sleep = (): void => {
    active = false;
    onChange(false);
  };
  const resume = (): void => {
    const now = Date.now();
    // A moving mouse is looked at once a second.
    if (active && now - last < 1_000) return;
    last = now;
    clearTimeout(timer);
    timer = setTimeout(sleep, AWAY_MS);
    if (active) return;
    active = true;
    onChange(true);
  };
  resume();
  for (const sign of SIGNS_OF_LIFE) addEventListener(sign, resume, { passive: true });
  return {
    isActive: () => active,
    stop: () => {
      clearTimeout(timer);
      for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, resume);
    },
  };
}
