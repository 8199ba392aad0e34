import { Inject, type OnModuleDestroy, UseFilters, UsePipes } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayDisconnect,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import type { Server, Socket } from 'socket.io';
import type { z } from 'zod';
import { AccessService } from '@maroquin/access';
import {
  type Ack,
  type ClientToServerEvents,
  presenceSetSchema,
  presenceWatchSchema,
  type ServerToClientEvents,
} from '@maroquin/contracts';
import { LOGGER } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { Events } from '@maroquin/platform/events';
import { Access, actorOf, CurrentActor, SchemaPipe, SocketProblemFilter } from '@maroquin/platform/http';
import type { Logger } from '@maroquin/platform/logging';
import type { PeopleHere } from '../here/people-here.js';
import { PresenceSettings } from './presence-settings.js';
import { WhoIsHere } from '../here/who-is-here.js';

type PresenceSocket = Socket<ClientToServerEvents, ServerToClientEvents>;

const SWEEP_MS = 5_000;
/** Who is here is said again in a minute, in this many parts. */
const PARTS = 12;
/** Whom a socket of this node watches. */
interface Watch {
  readonly actor: Actor;
  readonly rooms: readonly string[];
}

const roomOf = (orgId: string, personId: string): string => `presence:${orgId}:${personId}`;

/**
 * socket.io: who is in front of a page. Members of an organisation see each other, as in its directory; guests and
 * visitors neither see nor are seen. Whoever hides does not see others either.
 */
@UseFilters(SocketProblemFilter)
@UsePipes(SchemaPipe)
@WebSocketGateway({ path: '/socket.io' })
export class PresenceGateway
  implements OnGatewayInit<Server>, OnGatewayDisconnect<PresenceSocket>, OnModuleDestroy
{
  private readonly stop: (() => void)[] = [];
  private readonly watched = new Map<PresenceSocket, Watch>();
  private part = 0;

  constructor(
    private readonly access: AccessService,
    private readonly settings: PresenceSettings,
    private readonly events: Events,
    private readonly whoIsHere: WhoIsHere,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  private get people(): PeopleHere {
    return this.whoIsHere.people;
  }

  afterInit(server: Server<ClientToServerEvents, ServerToClientEvents>): void {
    this.whoIsHere.onChange = ({ orgId, personId, here }) =>
      server.to(roomOf(orgId, personId)).volatile.emit('presence.changed', { id: personId, here });
    const renewal = setInterval(() => {
      this.people.sweep();
      void this.repeat();
    }, SWEEP_MS).unref();
    this.stop.push(
      () => clearInterval(renewal),
      this.events.on('person.here', ({ orgId, personId, here }) =>
        this.people.heard({ orgId, personId, here }),
      ),
    );
  }

  @SubscribeMessage('presence.set')
  @Access('admitted')
  async set(
    @ConnectedSocket() socket: PresenceSocket,
    @CurrentActor() actor: Actor,
    @MessageBody({ schema: presenceSetSchema }) { here }: z.infer<typeof presenceSetSchema>,
  ): Promise<Ack<null>> {
    const { orgId, personId } = actor;
    const takesPart = await this.takesPart(actor);
    if (!takesPart) this.unwatch(socket);
    const shows = here && takesPart;
    // It may have gone while that was asked.
    if (socket.connected) this.people.set({ orgId, personId, here: shows }, socket.id);
    return { ok: true, value: null };
  }

  @SubscribeMessage('presence.watch')
  @Access('admitted')
  async watch(
    @ConnectedSocket() socket: PresenceSocket,
    @CurrentActor() actor: Actor,
    @MessageBody({ schema: presenceWatchSchema }) { people }: z.infer<typeof presenceWatchSchema>,
  ): Promise<Ack<{ here: string[] }>> {
    const { orgId } = actor;
    const wanted = (await this.takesPart(actor)) ? [...new Set(people)] : [];
    this.unwatch(socket);
    const rooms = wanted.map((id) => roomOf(orgId, id));
    if (socket.connected && rooms.length > 0) {
      this.watched.set(socket, { actor, rooms });
      await socket.join(rooms);
    }
    return { ok: true, value: { here: wanted.filter((id) => this.people.isHere(orgId, id)) } };
  }

  private unwatch(socket: PresenceSocket): void {
    for (const room of this.watched.get(socket)?.rooms ?? []) void socket.leave(room);
    this.watched.delete(socket);
  }

  /** Whether somebody sees the others, and is seen by them. A program is nowhere. */
  private async takesPart(actor: Actor): Promise<boolean> {
    return (
      actor.tokenId === null &&
      this.access.mayInOrganisation(actor, 'people.list') &&
      (await this.settings.shows(actor))
    );
  }

  handleDisconnect(socket: PresenceSocket): void {
    this.watched.delete(socket);
    const actor = actorOf(socket);
    if (actor === null) return;
    const { orgId, personId } = actor;
    this.people.set({ orgId, personId, here: false }, socket.id);
  }

  /** Says again who is here, but for those who have asked meanwhile not to be shown: these do not see others either. */
  private async repeat(): Promise<void> {
    this.part = (this.part + 1) % PARTS;
    const people = this.people.ofThisNode(this.part, PARTS);
    const watching = [...this.watched].filter((_, index) => index % PARTS === this.part);
    try {
      const shown = await this.settings.whoShows([...people, ...watching.map(([, { actor }]) => actor)]);
      for (const [socket, { actor }] of watching) if (!shown.has(actor.personId)) this.unwatch(socket);
      for (const person of people) if (!shown.has(person.personId)) this.people.hide(person);
    } catch (error) {
      this.logger.warn({ err: error }, 'who hides presence could not be asked');
    }
    this.people.repeat(people);
  }

  onModuleDestroy(): void {
    for (const stop of this.stop) stop();
  }
}
