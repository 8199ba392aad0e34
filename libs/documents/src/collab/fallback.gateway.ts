import { UseFilters, UsePipes } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayConnection,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import { CloseCode } from '@maroquin/coediting';
import { COLLAB_FALLBACK, type CollabPart, collabPartSchema, idSchema } from '@maroquin/contracts';
import { Access, SchemaPipe, SocketProblemFilter } from '@maroquin/platform/http';
import type { Socket } from 'socket.io';
import { CollabGateway } from './collab.gateway.js';
import { closeSocket, FallbackConnection } from './fallback-connection.js';

const MAX_TOKEN = 200;

/**
 * `/collab/<documentId>` for networks that block WebSockets: the same frames to the same engine over socket.io, which
 * needs no more than plain requests. The document stands in the handshake; one socket is one connection to it.
 */
@UseFilters(SocketProblemFilter)
@UsePipes(SchemaPipe)
@WebSocketGateway({ path: '/socket.io', namespace: COLLAB_FALLBACK })
export class FallbackGateway implements OnGatewayConnection<Socket> {
  private readonly connections = new WeakMap<Socket, FallbackConnection>();

  constructor(private readonly collab: CollabGateway) {}

  handleConnection(socket: Socket): void {
    const document = idSchema.safeParse(socket.handshake.auth['document']);
    const { admission } = this.collab;
    if (!document.success) return closeSocket(socket, CloseCode.noDocument, 'request.not-found');
    if (admission.isFull) return closeSocket(socket, CloseCode.tryLater, 'request.too-many');
    void admission.admit({
      credentials: credentialsOf(socket),
      documentId: document.data,
      connect: (id, person, locale, requester) => {
        const connection = new FallbackConnection(id, person, locale, socket, requester);
        this.connections.set(socket, connection);
        return connection;
      },
      close: (code, reason) => closeSocket(socket, code, reason),
      terminate: () => socket.disconnect(true),
    });
  }

  /** The right to read was checked at the admission; what may be changed is decided by the engine, frame by frame. */
  @SubscribeMessage('part')
  @Access('document.read')
  receive(
    @ConnectedSocket() socket: Socket,
    @MessageBody({ schema: collabPartSchema }) part: CollabPart,
  ): void {
    this.connections.get(socket)?.receive(part);
  }
}

/** As the socket adapter reads them: a token goes before a cookie. */
function credentialsOf({ handshake }: Socket): { cookie?: string; authorization?: string } {
  const token: unknown = handshake.auth['token'];
  if (typeof token === 'string' && token.length <= MAX_TOKEN) return { authorization: `Bearer ${token}` };
  const { cookie, authorization } = handshake.headers;
  return {
    ...(cookie === undefined ? {} : { cookie }),
    ...(authorization === undefined ? {} : { authorization }),
  };
}
