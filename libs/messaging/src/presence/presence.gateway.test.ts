import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PeopleHere, type PersonHere } from '../here/people-here.js';
import { PresenceGateway } from './presence.gateway.js';

type Parts = ConstructorParameters<typeof PresenceGateway>;
type Args = Parameters<PresenceGateway['watch']>;
const ORG = 'o';
const clock = { now: () => new Date() };

/** The rooms of one socket, and who hides. */
function stage() {
  const hidden = new Set<string>();
  const whoIsHere = {
    people: new PeopleHere(
      clock,
      () => undefined,
      () => undefined,
    ),
    onChange: (_event: PersonHere): void => undefined,
  };
  const settings = {
    shows: async ({ personId }: { personId: string }) => !hidden.has(personId),
    whoShows: async (people: readonly { personId: string }[]) =>
      new Set(people.map(({ personId }) => personId).filter((id) => !hidden.has(id))),
  };
  const parts: readonly unknown[] = [
    { mayInOrganisation: () => true },
    settings,
    { on: () => () => undefined },
    whoIsHere,
    { warn: () => undefined },
  ];
  const gateway = new PresenceGateway(...(parts as unknown as Parts));
  const rooms = new Set<string>();
  const socket = {
    ...{ id: 's', connected: true },
    join: (some: string[]) => some.forEach((room) => rooms.add(room)),
    leave: (room: string) => rooms.delete(room),
  } as unknown as Args[0];
  const actor = { orgId: ORG, personId: 'amine', tokenId: null } as unknown as Args[1];
  return { gateway, rooms, socket, actor, hidden };
}

describe('whoever hides while others are watched', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('hears of nobody any more as soon as the page says whether they are there', async () => {
    const { gateway, rooms, socket, actor, hidden } = stage();
    await gateway.watch(socket, actor, { people: ['claire', 'paul'] });
    expect([...rooms]).toEqual(['presence:o:claire', 'presence:o:paul']);
    hidden.add('amine');
    await gateway.set(socket, actor, { here: false });
    expect(rooms.size).toBe(0);
  });

  it('hears of nobody within a minute, also when the page says nothing', async () => {
    const { gateway, rooms, socket, actor, hidden } = stage();
    gateway.afterInit({} as unknown as Parameters<PresenceGateway['afterInit']>[0]);
    await gateway.watch(socket, actor, { people: ['claire'] });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(rooms.size).toBe(1);
    hidden.add('amine');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(rooms.size).toBe(0);
    gateway.onModuleDestroy();
  });
});
