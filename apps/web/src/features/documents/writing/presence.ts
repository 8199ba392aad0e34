import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import { z } from 'zod';
import type { HueBook } from './hues.js';

/** What a colleague's browser says of its person; the server has put the authenticated id and name in. */
const stateSchema = z.object({
  user: z.object({
    id: z.string().max(100),
    name: z.string().max(300),
    external: z.literal(true).optional(),
  }),
});
export type PresentPerson = z.infer<typeof stateSchema>['user'];

export const personIn = (state: unknown): PresentPerson | null => {
  const parsed = stateSchema.safeParse(state);
  return parsed.success ? parsed.data.user : null;
};

/** The others who have the document open, each once however many windows they use. */
const othersIn = (awareness: Awareness, myId: string): PresentPerson[] => {
  const people = new Map<string, PresentPerson>();
  for (const [client, state] of awareness.getStates()) {
    const person = client === awareness.clientID ? null : personIn(state);
    if (person !== null && person.id !== myId) people.set(person.id, person);
  }
  return [...people.values()].sort((a, b) => a.id.localeCompare(b.id));
};

export const usePresent = (
  awareness: Awareness,
  myId: string,
  hues: HueBook,
): readonly (PresentPerson & { hue: number })[] => {
  const last = useRef<{ key: string; people: readonly (PresentPerson & { hue: number })[] }>({
    key: '',
    people: [],
  });
  const subscribe = useCallback(
    (listener: () => void) => {
      awareness.on('change', listener);
      return () => awareness.off('change', listener);
    },
    [awareness],
  );
  return useSyncExternalStore(subscribe, () => {
    const people = othersIn(awareness, myId);
    const key = JSON.stringify(people);
    if (key !== last.current.key)
      last.current = { key, people: people.map((p) => ({ ...p, hue: hues.of(p.id) })) };
    return last.current.people;
  });
};
