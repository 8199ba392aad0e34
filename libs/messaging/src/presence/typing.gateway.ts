import { Inject, type OnModuleDestroy, UseFilters, UsePipes } from '@nestjs/common';
import { MessageBody, type OnGatewayInit, SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import type { Server } from 'socket.io';
import type { z } from 'zod';
import { PeopleNames } from '@maroquin/access';
import {
  type Ack,
  type ClientToServerEvents,
  type ServerToClientEvents,
  typingSchema,
} from '@maroquin/contracts';
import { CLOCK, type Clock, LOGGER } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { type EventOf, Events } from '@maroquin/platform/events';
import { Access, CurrentActor, SchemaPipe, SocketProblemFilter } from '@maroquin/platform/http';
import type { Logger } from '@maroquin/platform/logging';
import { ConversationAccess } from '../messages/conversation-access.js';
import { PresenceSettings } from './presence-settings.js';
import { Typists } from './typists.js';

/** Sockets of this node that follow a conversation. They leave with the right to read it. */
export const roomOfFollowers = (conversationId: string): string => `followers:${conversationId}`;

/** socket.io: that somebody is typing, to those who have the conversation open. Never stored, never waited for. */
@UseFilters(SocketProblemFilter)
@UsePipes(SchemaPipe)
@WebSocketGateway({ path: '/socket.io' })
export class TypingGateway implements OnGatewayInit<Server>, OnModuleDestroy {
  private readonly typists: Typists;
  private server: Server<ClientToServerEvents, ServerToClientEvents> | null = null;
  private stop: () => void = () => undefined;

  constructor(
    private readonly access: ConversationAccess,
    private readonly settings: PresenceSettings,
    private readonly names: PeopleNames,
    private readonly events: Events,
    @Inject(CLOCK) clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.typists = new Typists(clock);
  }

  afterInit(server: Server<ClientToServerEvents, ServerToClientEvents>): void {
    this.server = server;
    this.stop = this.events.on('person.typing', (event) => {
      this.send(event).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'that somebody is typing was not sent');
      });
    });
  }

  @SubscribeMessage('conversation.typing')
  @Access('message.post')
  async typing(
    @CurrentActor() actor: Actor,
    @MessageBody({ schema: typingSchema }) { id }: z.infer<typeof typingSchema>,
  ): Promise<Ack<null>> {
    const { personId } = actor;
    // Each time: the right may be gone, and a token of the person may be for other things.
    const { orgId } = await this.access.require(actor, 'message.post', id);
    if ((await this.settings.shows(actor)) && this.typists.add(id, personId))
      this.events.announce({ type: 'person.typing', orgId, conversationId: id, personId });
    return { ok: true, value: null };
  }

  private async send({ orgId, conversationId, personId }: EventOf<'person.typing'>): Promise<void> {
    const room = roomOfFollowers(conversationId);
    if (!this.server?.sockets.adapter.rooms.has(room)) return;
    const person = (await this.names.names(orgId, [personId])).get(personId);
    // Who does not read fast enough does not need to know.
    if (person !== undefined)
      this.server.to(room).volatile.emit('conversation.typing', { id: conversationId, person });
  }

  onModuleDestroy(): void {
    this.stop();
  }
}
