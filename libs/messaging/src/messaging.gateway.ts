import { type OnModuleDestroy, UseFilters, UsePipes } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import type { Server, Socket } from 'socket.io';
import type { z } from 'zod';
import { AccessService, type AccessWatch, EndedSessions } from '@maroquin/access';
import {
  type Ack,
  type ClientToServerEvents,
  feedSubscribeSchema,
  feedUnsubscribeSchema,
  messageSendSchema,
  placeWatchSchema,
  type PlaceWatched,
  type Sent,
  type ServerToClientEvents,
} from '@maroquin/contracts';
import { Admission, requesterOf } from '@maroquin/platform/admission';
import { type Actor } from '@maroquin/platform/database';
import { Events } from '@maroquin/platform/events';
import {
  Access,
  actorOf,
  askedAtOf,
  CurrentActor,
  SchemaPipe,
  SocketProblemFilter,
} from '@maroquin/platform/http';
import { FeedDelivery } from './messages/feed-delivery.js';
import { MessagesService } from './messages/messages.service.js';
import { roomOfFollowers } from './presence/typing.gateway.js';
import { RecentChanges } from './recent-changes.js';
import { SharingHints } from './sharing-hints.js';
import { SocketSubscriptions } from './socket-subscriptions.js';

export type MessagingSocket = Socket<
  ClientToServerEvents,
  ServerToClientEvents,
  Record<string, never>,
  SocketData
>;
interface SocketData {
  sessions: AccessWatch | undefined;
  stopHints: (() => void) | undefined;
  feeds: SocketSubscriptions;
  places: SocketSubscriptions;
}

/** Channels and places to which one socket may be subscribed at once. */
const MAX_FEEDS = 300;
const MAX_PLACES = 50;
const PLACE = 'place:';
const roomOfPlace = (id: string): string => PLACE + id;
const placeOfRoom = (room: string): string | null =>
  room.startsWith(PLACE) ? room.slice(PLACE.length) : null;
const roomOfSession = (id: string): string => `session:${id}`;

/** socket.io: messages with acknowledgement after commit, feeds in order. Rooms are local to the node: feeds bring the rest. */
@UseFilters(SocketProblemFilter)
@UsePipes(SchemaPipe)
@WebSocketGateway({ path: '/socket.io' })
export class MessagingGateway
  implements
    OnGatewayInit<Server>,
    OnGatewayConnection<MessagingSocket>,
    OnGatewayDisconnect<MessagingSocket>,
    OnModuleDestroy
{
  private readonly stop: (() => void)[] = [];
  private readonly ended = new EndedSessions();
  private readonly changes = new RecentChanges();

  constructor(
    private readonly access: AccessService,
    private readonly messages: MessagesService,
    private readonly delivery: FeedDelivery,
    private readonly events: Events,
    private readonly admission: Admission,
    private readonly hints: SharingHints,
  ) {}

  afterInit(server: Server): void {
    this.stop.push(
      this.events.on('resource.changed', ({ parentId }) => {
        if (parentId === null) return;
        this.changes.record(parentId);
        server.to(roomOfPlace(parentId)).emit('place.changed', { id: parentId });
      }),
      this.events.on('events.missed', () => {
        this.changes.missed();
        for (const room of server.sockets.adapter.rooms.keys()) {
          const id = placeOfRoom(room);
          if (id !== null) server.to(room).emit('place.changed', { id });
        }
      }),
      this.events.on('rights.changed', ({ changes }) => this.hints.add(changes)),
      this.events.on('session.ended', ({ sessionIds }) => {
        this.ended.add(sessionIds);
        for (const id of sessionIds) {
          server.to(roomOfSession(id)).emit('session.ended');
          server.in(roomOfSession(id)).disconnectSockets(true);
        }
      }),
    );
  }

  async handleConnection(socket: MessagingSocket): Promise<void> {
    const actor = actorOf(socket);
    if (actor === null) {
      socket.disconnect(true);
      return;
    }
    socket.data.feeds = new SocketSubscriptions(this.access.live, actor, MAX_FEEDS, (feed) => {
      socket.emit('feed.closed', { feed, code: 'request.not-found' });
    });
    // Whoever looks at a place looks again when what it may do there changes, or ends.
    const hint = (id: string): void => void socket.emit('place.changed', { id });
    socket.data.places = new SocketSubscriptions(this.access.live, actor, MAX_PLACES, hint, hint);
    socket.data.stopHints = this.hints.listen({ actor, hint: () => socket.emit('access.changed') });
    const proof = actor.sessionId ?? actor.tokenId;
    if (proof !== null) await this.followSession(socket, proof);
  }

  /** Disconnects as soon as its session (or token) ends on any node, also when it ended while the socket connected. */
  private async followSession(socket: MessagingSocket, sessionId: string): Promise<void> {
    await socket.join(roomOfSession(sessionId));
    // PostgreSQL is away: the client reconnects and is checked again.
    const sessions = await this.access.live.followSessions().catch(() => undefined);
    if (socket.connected) socket.data.sessions = sessions;
    else sessions?.close();
    if (this.ended.hasSince(askedAtOf(socket), sessionId)) socket.disconnect(true);
    // Unsaid: a socket.io client that is told to go does not come back by itself.
    else if (sessions === undefined) socket.conn.close();
  }

  handleDisconnect(socket: MessagingSocket): void {
    socket.data.sessions?.close();
    socket.data.stopHints?.();
    socket.data.feeds?.close();
    socket.data.places?.close();
  }

  @SubscribeMessage('feed.subscribe')
  @Access('channel.read')
  async subscribe(
    @ConnectedSocket() socket: MessagingSocket,
    @CurrentActor() actor: Actor,
    @MessageBody({ schema: feedSubscribeSchema }) { feed, ...following }: z.infer<typeof feedSubscribeSchema>,
  ): Promise<Ack<{ seq: number }>> {
    const { seq, resourceId, start } = await this.delivery.prepare(actor, feed, following);
    const follow = (): (() => void) => {
      const stop = start(socket);
      void socket.join(roomOfFollowers(feed));
      return () => {
        stop();
        void socket.leave(roomOfFollowers(feed));
      };
    };
    await socket.data.feeds.subscribe(feed, follow, resourceId);
    return { ok: true, value: { seq } };
  }

  @SubscribeMessage('feed.unsubscribe')
  @Access('admitted')
  unsubscribe(
    @ConnectedSocket() socket: MessagingSocket,
    @MessageBody({ schema: feedUnsubscribeSchema }) { feed }: z.infer<typeof feedUnsubscribeSchema>,
  ): Ack<null> {
    socket.data.feeds.unsubscribe(feed);
    return { ok: true, value: null };
  }

  @SubscribeMessage('message.send')
  @Access('message.post')
  async send(
    @CurrentActor() actor: Actor,
    @MessageBody({ schema: messageSendSchema }) { channelId, ...message }: z.infer<typeof messageSendSchema>,
  ): Promise<Ack<Sent>> {
    // As by HTTP, in fair turns: a person has many sockets, and what they send is committed with what others write.
    const send = (): Promise<Sent> => this.messages.send(actor, channelId, message);
    return { ok: true, value: await this.admission.run('request', requesterOf(actor), send) };
  }

  @SubscribeMessage('place.watch')
  @Access('resource.read')
  async watchPlace(
    @ConnectedSocket() socket: MessagingSocket,
    @CurrentActor() actor: Actor,
    @MessageBody({ schema: placeWatchSchema }) { id }: z.infer<typeof placeWatchSchema>,
  ): Promise<Ack<PlaceWatched>> {
    await this.access.require(actor, 'resource.read', id);
    await socket.data.places.subscribe(id, () => {
      void socket.join(roomOfPlace(id));
      return () => void socket.leave(roomOfPlace(id));
    });
    return { ok: true, value: { changedMsAgo: this.changes.ageOf(id) } };
  }

  onModuleDestroy(): void {
    for (const stop of this.stop) stop();
    this.hints.close();
  }
}
