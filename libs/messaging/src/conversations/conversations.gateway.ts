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
import { AccessService } from '@maroquin/access';
import {
  type Ack,
  type ClientToServerEvents,
  conversationsWatchSchema,
  type ServerToClientEvents,
} from '@maroquin/contracts';
import { LOGGER } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { Events } from '@maroquin/platform/events';
import { Access, CurrentActor, SchemaPipe, SocketProblemFilter } from '@maroquin/platform/http';
import type { Logger } from '@maroquin/platform/logging';
import { ConversationHints } from './conversation-hints.js';

type ConversationsSocket = Socket<ClientToServerEvents, ServerToClientEvents>;

/** All pages that keep a list. */
const LISTS = 'conversations';
const roomOfPerson = (id: string): string => `person:${id}`;

/** socket.io: keeps a page's list of conversations true, whatever page it is. */
@UseFilters(SocketProblemFilter)
@UsePipes(SchemaPipe)
@WebSocketGateway({ path: '/socket.io' })
export class ConversationsGateway
  implements OnGatewayInit<Server>, OnGatewayDisconnect<ConversationsSocket>, OnModuleDestroy
{
  private readonly stops = new WeakMap<ConversationsSocket, () => void>();
  private readonly stop: (() => void)[] = [];
  private readonly hints: ConversationHints;
  private server: Server | null = null;

  constructor(
    access: AccessService,
    private readonly events: Events,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.hints = new ConversationHints(
      access,
      (sockets, event) => this.server?.to(sockets).emit('conversation.moved', event),
      (error) => logger.error({ err: error }, 'conversations could not be announced'),
    );
  }

  afterInit(server: Server): void {
    this.server = server;
    this.stop.push(
      this.events.on('message.sent', (event) => this.hints.sent(event)),
      this.events.on('rights.changed', ({ changes }) => this.hints.rightsChanged(changes)),
      // A hint of another node may have been lost here.
      this.events.on('events.missed', () => {
        server.to(LISTS).emit('conversations.changed');
      }),
      this.events.on('conversation.changed', ({ personId, conversationId: id }) => {
        server.to(roomOfPerson(personId)).emit('conversation.changed', { id });
      }),
      this.events.on('conversation.read', ({ personId, conversationId: id, seq }) => {
        server.to(roomOfPerson(personId)).emit('conversation.read', { id, seq });
      }),
    );
  }

  @SubscribeMessage('conversations.watch')
  @Access('admitted')
  async watch(
    @ConnectedSocket() socket: ConversationsSocket,
    @CurrentActor() actor: Actor,
    @MessageBody({ schema: conversationsWatchSchema }) _body: Record<string, never>,
  ): Promise<Ack<null>> {
    // A visitor by link has no conversations of its own.
    if (actor.standing !== 'visitor' && !this.stops.has(socket)) {
      const stop = await this.hints.listen({ actor, socketId: socket.id });
      this.stops.get(socket)?.();
      this.stops.set(socket, stop);
      if (socket.connected) await socket.join([LISTS, roomOfPerson(actor.personId)]);
      else stop();
    }
    return { ok: true, value: null };
  }

  handleDisconnect(socket: ConversationsSocket): void {
    this.stops.get(socket)?.();
    this.stops.delete(socket);
  }

  onModuleDestroy(): void {
    for (const stop of this.stop) stop();
    this.hints.close();
  }
}
