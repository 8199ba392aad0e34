import { type OnModuleDestroy, UseFilters, UsePipes } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import type { Server, Socket } from 'socket.io';
import {
  type Ack,
  type ClientToServerEvents,
  notificationsWatchSchema,
  type ServerToClientEvents,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Events } from '@maroquin/platform/events';
import { Access, CurrentActor, SchemaPipe, SocketProblemFilter } from '@maroquin/platform/http';

const ALL = 'notified';
const roomOf = (personId: string): string => `${ALL}:${personId}`;

/** socket.io: hints that a person's notifications have changed, on whatever node. The page then asks. */
@UseFilters(SocketProblemFilter)
@UsePipes(SchemaPipe)
@WebSocketGateway({ path: '/socket.io' })
export class NotificationsGateway implements OnGatewayInit<Server>, OnModuleDestroy {
  private readonly stop: (() => void)[] = [];

  constructor(private readonly events: Events) {}

  afterInit(server: Server<ClientToServerEvents, ServerToClientEvents>): void {
    this.stop.push(
      this.events.on('notifications.changed', ({ personIds }) => {
        for (const id of personIds) server.to(roomOf(id)).emit('notifications.changed');
      }),
      // Hints of other nodes may not have arrived.
      this.events.on('events.missed', () => {
        server.to(ALL).emit('notifications.changed');
      }),
    );
  }

  @SubscribeMessage('notifications.watch')
  @Access('admitted')
  async watch(
    @ConnectedSocket() socket: Socket<ClientToServerEvents, ServerToClientEvents>,
    @CurrentActor() actor: Actor,
    @MessageBody({ schema: notificationsWatchSchema }) _body: Record<string, never>,
  ): Promise<Ack<null>> {
    // A visitor by link has no notifications.
    if (actor.standing !== 'visitor') await socket.join([ALL, roomOf(actor.personId)]);
    return { ok: true, value: null };
  }

  onModuleDestroy(): void {
    for (const stop of this.stop) stop();
  }
}
