import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { MessageMappingProperties } from '@nestjs/websockets';
import { isObservable, lastValueFrom } from 'rxjs';
import type { Namespace, Server, ServerOptions, Socket } from 'socket.io';
import {
  LOOP_MS,
  type Admission,
  type Requester,
  requesterOf,
  requesterOfNetwork,
  runFor,
} from '../../admission/index.js';
import { DomainError } from '../../errors/index.js';
import type { Authenticator } from '../caller/authenticator.js';
import { clientNetwork } from '../limits/client-network.js';
import type { Actor } from '../../database/index.js';
import { countFor, CountedWebSockets } from './counted-websockets.js';
import { actorOf, rememberActor, rememberAsked } from '../caller/current-actor.js';
import { SOCKET_LIMITS, SocketBounds, type SocketLimits } from './socket-bounds.js';

/** Largest packet of a client, bytes: a message of 20,000 characters with room. */
const MAX_PACKET = 256 * 1024;
const MAX_TOKEN = 200;
const RETRY_AFTER = '5';

/**
 * The adapter of every socket. Guards do not run on a handshake, so it is here that nobody connects without being known,
 * whatever the gateway: by cookie from our own pages, by token from programs.
 */
export class GuardedSocketAdapter extends IoAdapter {
  private readonly networkOf: (request: IncomingMessage) => string;

  constructor(
    app: NestExpressApplication,
    private readonly publicOrigin: string,
    private readonly authenticator: Authenticator,
    private readonly admission: Pick<Admission, 'hold' | 'pace'>,
    private readonly limits: SocketLimits = SOCKET_LIMITS,
  ) {
    super(app);
    this.networkOf = clientNetwork(app.getHttpAdapter().getInstance());
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const strict: Partial<ServerOptions> = {
      ...options,
      serveClient: false,
      maxHttpBufferSize: MAX_PACKET,
      wsEngine: CountedWebSockets,
      pingInterval: 10_000,
      pingTimeout: 10_000,
      connectTimeout: 15_000,
      // socket.io accepts any Origin by default: here only our own pages, and programs, which send none
      allowRequest: (request, answer) => {
        const { origin, 'sec-fetch-site': site } = request.headers;
        // polling from one's own page sends no Origin with GET
        const isOwn = site === undefined || site === 'same-origin' || site === 'none';
        answer(null, origin === undefined ? isOwn : origin === this.publicOrigin);
      },
    };
    const server = super.createIOServer(port, strict as ServerOptions);
    server.engine.use(this.inTurn);
    const bounds = new SocketBounds(this.limits, (socket) => this.identify(socket), this.admission.pace);
    const guard = (namespace: Pick<Namespace, 'use' | 'on'>): void => {
      namespace.use((socket, next) => {
        this.enter(socket, bounds).then(
          () => {
            next();
          },
          (error: unknown) => {
            next(new Error(error instanceof DomainError ? error.code : 'server.failure'));
          },
        );
      });
      bounds.watch(namespace);
    };
    guard(server.of('/'));
    server.on('new_namespace', guard);
    return server;
  }

  /**
   * What a message asks for counts for whoever holds the socket, as a request does. Nest would make a chain of observables
   * for each message of each gateway, which each socket keeps as long as it lives: a listener does the same.
   */
  override bindMessageHandlers(socket: Socket, handlers: MessageMappingProperties[]): void {
    for (const { message, callback } of handlers)
      socket.on(String(message), (...received: unknown[]) => {
        const payload: { readonly data: unknown; readonly ack?: unknown } = this.mapPayload(
          received.length > 1 ? received : received[0],
        );
        const { data, ack } = payload;
        const answer = async (): Promise<void> => {
          const made: unknown = await Reflect.apply(callback, undefined, [data, ack]);
          // An observable of one value: Nest's interceptors stand around every handler.
          const response: unknown = isObservable(made)
            ? await lastValueFrom(made, { defaultValue: null })
            : made;
          // Nothing: its filter has answered already.
          if (response !== null && response !== undefined && typeof ack === 'function')
            Reflect.apply(ack, undefined, [response]);
        };
        const actor = actorOf(socket);
        const work =
          actor === null ? answer() : runFor({ requester: requesterOf(actor), resource: 'act' }, answer);
        work.catch((error: unknown) => this.logger.error(error));
      });
  }

  /**
   * Before engine.io does anything for a request: it costs before it is known whose it is, and what a client that polls
   * sends is kept until it is whole.
   */
  private readonly inTurn = (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    this.admit(request, response).then(next, () => {
      response.writeHead(429, { 'Retry-After': RETRY_AFTER, Connection: 'close', 'Content-Length': 0 });
      response.end();
    });
  };

  /** @throws {DomainError} request.too-many, server.busy */
  private async admit(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { cookie, authorization, 'content-length': length, 'transfer-encoding': coding } = request.headers;
    const showsCredentials = cookie !== undefined || authorization !== undefined;
    const requester = this.requesterBehind(request);
    const bytes = coding === undefined ? Math.min(Number(length ?? 0), MAX_PACKET) : MAX_PACKET;
    if (bytes > 0) response.once('close', this.admission.hold(requester, bytes));
    await this.admission.pace.take(requester, showsCredentials ? 0 : LOOP_MS.strangersRequest);
  }

  private requesterBehind(request: IncomingMessage): Requester {
    return requesterOfNetwork(this.networkOf(request));
  }

  /** @throws {DomainError} request.unauthenticated, request.too-many, server.unavailable */
  private async enter(socket: Socket, bounds: SocketBounds): Promise<void> {
    rememberAsked(socket, performance.now());
    const actor = await this.identify(socket);
    if (actor === null) {
      this.admission.pace.charge(this.requesterBehind(socket.request), LOOP_MS.connection);
      throw new DomainError('request.unauthenticated');
    }
    await this.admission.pace.take(requesterOf(actor), LOOP_MS.connection);
    bounds.requireRoom(actor);
    rememberActor(socket, actor);
    countFor(socket.conn, requesterOf(actor).person);
  }

  /** Who holds this socket now; null: nobody known. @throws {DomainError} server.unavailable */
  private async identify(socket: Socket): Promise<Actor | null> {
    const token: unknown = socket.handshake.auth['token'];
    if (token !== undefined && (typeof token !== 'string' || token.length > MAX_TOKEN)) return null;
    const { cookie, authorization } = socket.handshake.headers;
    // who names a token means the token: a cookie that rides along does not count
    return this.authenticator.authenticate(
      token === undefined ? { cookie, authorization } : { authorization: `Bearer ${token}` },
    );
  }
}
