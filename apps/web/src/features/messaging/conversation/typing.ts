import type { PersonView } from '@maroquin/contracts';
import { useEffect, useState } from 'react';
import { getSocket, useMe } from '../../../api/index.js';

/** Said again this often while it goes on. */
const AGAIN_MS = 3_000;
/** Who has not said so for this long has stopped. */
const STOPPED_MS = 6_000;

const lastSent = new Map<string, number>();

/** Shows those who have the conversation open that something is being written. Nobody waits for it. */
export function sendTyping(channelId: string): void {
  const now = Date.now();
  const socket = getSocket();
  if (!socket.connected || now - (lastSent.get(channelId) ?? 0) < AGAIN_MS) return;
  lastSent.set(channelId, now);
  socket.emit('conversation.typing', { id: channelId }, () => undefined);
}

/** What was typed left: the next word is said at once. */
export const stopTyping = (channelId: string): void => void lastSent.delete(channelId);

type Typists = ReadonlyMap<string, { readonly person: PersonView; readonly until: number }>;

/**
 * The others who are writing there; nobody for those who do not want to be seen writing either.
 * @param last the newest message: what its author was writing has come
 */
export function useTypists(
  channelId: string,
  last: { readonly authorId: string | null; readonly seq: number },
): readonly PersonView[] {
  const { person: me, hidesPresence, organisation } = useMe();
  const isOff = hidesPresence || organisation.hidesPresence;
  const [typists, setTypists] = useState<Typists>(new Map());
  useEffect(() => {
    if (isOff) return;
    const socket = getSocket();
    const onTyping = ({ id, person }: { id: string; person: PersonView }): void => {
      if (id !== channelId || person.id === me.id) return;
      setTypists((known) => new Map(known).set(person.id, { person, until: Date.now() + STOPPED_MS }));
    };
    socket.on('conversation.typing', onTyping);
    const timer = setInterval(() => setTypists(stillTyping), 1_000);
    return () => {
      clearInterval(timer);
      socket.off('conversation.typing', onTyping);
      setTypists(new Map());
    };
  }, [channelId, me.id, isOff]);
  const { authorId, seq } = last;
  useEffect(() => {
    if (authorId !== null) setTypists((known) => without(known, authorId));
  }, [authorId, seq]);
  return [...typists.values()].map(({ person }) => person);
}

/** These answer the same map where nothing changes: then nothing is drawn. */
const without = (known: Typists, id: string): Typists =>
  known.has(id) ? new Map([...known].filter(([other]) => other !== id)) : known;
const stillTyping = (known: Typists): Typists => {
  const now = Date.now();
  const left = [...known].filter(([, { until }]) => until > now);
  return left.length === known.size ? known : new Map(left);
};
