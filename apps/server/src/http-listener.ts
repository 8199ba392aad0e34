import { existsSync } from 'node:fs';
import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import { NestExpressApplication } from '@nestjs/platform-express';
import type { Express, NextFunction, Request, Response } from 'express';
import { CollabGateway } from '@maroquin/documents';
import {
  basicCredentials,
  DavMount,
  UploadsMount,
  wopiCredentials,
  WopiMount,
  WopiTokens,
} from '@maroquin/files';
import { ScimMount } from '@maroquin/provisioning';
import { LOOP_MS, requesterOfNetwork } from '@maroquin/platform/admission';
import { DomainError } from '@maroquin/platform/errors';
import {
  apiDocsHandler,
  AUTHENTICATOR,
  type Authenticator,
  askFittingRoutesOnly,
  AuthGuard,
  BodyGuard,
  answerInOrder,
  answerUnparsed,
  BodyPace,
  checkEveryRoute,
  GuardedSocketAdapter,
  IdempotencyInterceptor,
  isAtAdministration,
  markAdministration,
  type MountRefusal,
  Mounts,
  networkOf,
  openApiHandler,
  ProblemFilter,
  QueryGuard,
  refuseForeignUpgrades,
  RequestLimits,
  requestLog,
  requestWork,
  SchemaPipe,
  securityHeaders,
  mistakenMethods,
  sendNoRoute,
  sendProblem,
} from '@maroquin/platform/http';
import { answerHealth } from '@maroquin/platform/health';
import type { Instance } from '@maroquin/platform/instance';
import { compressedLists } from './compressed-lists.js';
import { API_SUMMARIES } from './api-summaries.js';
import { API_PREFIX, API_VERSION } from './api-version.js';
import { GuardedSuiteModule } from './guarded-suite.module.js';
import { NestLog } from './nest-log.js';
import { keepToRoles, serves, servesAdministration } from './role-routes.js';
import type { Watch } from './watch.js';
import { serveWebApp } from './web/web-app.js';

/** A connection on which nothing moves for this long is closed. Longer than any import waits for its turn. */
const SILENCE_MS = 10 * 60_000;

/** From the first byte of a request to the end of its headers. */
const HEADERS_MS = 15_000;

export interface HttpListener {
  readonly app: NestExpressApplication;
  readonly url: string;
  readonly port: number;
  /** Answers requests of the administration listener; null: there is no such listener. */
  readonly administration: ((request: IncomingMessage, response: ServerResponse) => void) | null;
  close(): Promise<void>;
}

/** HTTP, socket.io and /collab on one listener. @throws {UnguardedRoute} when a route declares no rule */
export async function openHttpListener(instance: Instance, watch: Watch): Promise<HttpListener> {
  const { config, logger } = instance;
  const app = await NestFactory.create<NestExpressApplication>(GuardedSuiteModule.of(instance), {
    logger: new NestLog(logger),
    bodyParser: false,
    abortOnError: false,
  });
  try {
    furnish(app, instance, watch);
    await app.init();
    // Nest answers below its prefix only; Express would answer the rest in its own words, and repeat the address.
    app
      .getHttpAdapter()
      .getInstance()
      .use((request: Request, response: Response) => {
        sendNoRoute(logger, request, response);
      });
    checkEveryRoute(app);
    askFittingRoutesOnly(app.getHttpAdapter().getInstance());
    const server: HttpServer = app.getHttpServer();
    const collab = app.get(CollabGateway);
    server.on('upgrade', (request, socket, head) => {
      // Node takes its own listener away: a connection that is reset just now would end the process.
      socket.on('error', () => undefined);
      const path = request.url ?? '';
      const served = serves(config.roles, path);
      if (served && path.startsWith('/socket.io/')) return;
      if (served && path.startsWith('/collab/')) collab.handleUpgrade(request, socket, head);
      else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    });
    refuseForeignUpgrades(server, config.publicUrl);
    keepToRoles(server, config.roles);
    const pace = new BodyPace((request, response) =>
      sendProblem(logger, request, response, new DomainError('request.too-slow')),
    );
    pace.watch(server);
    answerInOrder(server);
    answerUnparsed(server);
    server.headersTimeout = HEADERS_MS;
    server.requestTimeout = 0; // uploads take as long as they take; headers and idle sockets stay bounded
    server.timeout = SILENCE_MS;
    await app.listen(config.port, config.bind);
    const { port } = server.address() as AddressInfo;
    const close = async (): Promise<void> => {
      pace.stop();
      await collab.close();
      server.closeAllConnections();
      await app.close();
    };
    return {
      app,
      port,
      administration: config.adminUrl === null ? null : administrationOf(app),
      url: config.port === 0 ? `http://localhost:${String(port)}` : config.publicUrl,
      close,
    };
  } catch (error) {
    await app.close().catch(() => undefined);
    throw error;
  }
}

/** The same routes and guards; what arrives here is marked, and reaches the routes of administration alone. */
function administrationOf(app: NestExpressApplication): HttpListener['administration'] {
  const express = app.getHttpAdapter().getInstance();
  return (request, response) => {
    if (!servesAdministration(request.method ?? '', request.url ?? '')) {
      response.writeHead(404, { 'Content-Length': '0' }).end();
      return;
    }
    markAdministration(request);
    express(request, response);
  };
}

function furnish(app: NestExpressApplication, instance: Instance, { metrics, readiness }: Watch): void {
  const { config, logger, admission } = instance;
  const server = app.getHttpAdapter().getInstance();
  server.disable('x-powered-by');
  server.set('etag', false);
  server.set('trust proxy', config.trustProxy);
  server.use(requestLog(logger, metrics.observe));
  const office = config.wopiDiscoveryUrl === null ? null : new URL(config.wopiDiscoveryUrl).origin;
  const publicHeaders = securityHeaders(config.publicUrl.startsWith('https:'), office);
  const administrationHeaders = securityHeaders(config.adminUrl?.startsWith('https:') ?? false);
  server.use((request: Request, response: Response, next: NextFunction) => {
    const headers = isAtAdministration(request) ? administrationHeaders : publicHeaders;
    headers(request, response, next);
  });
  const authenticator = app.get<Authenticator>(AUTHENTICATOR, { strict: false });
  const mounts = new Mounts(server, authenticator, config.publicUrl, logger, config.adminUrl);
  mountHealth(mounts, instance, readiness);
  const scim = app.get(ScimMount);
  const refuse: MountRefusal = (error, response) => scim.refuse(error, response);
  // First of all: from here on no address holds a token.
  server.use('/wopi', wopiCredentials);
  budget(server, instance, refuse);
  mountDav(server, mounts, app.get(DavMount));
  mountWopi(mounts, app.get(WopiMount), app.get(WopiTokens));
  const uploads = app.get(UploadsMount);
  mounts.mount('/uploads', 'admitted', (request, response, actor) => {
    if (actor === null) throw new DomainError('request.unauthenticated');
    request.url = request.originalUrl;
    return uploads.handle(actor, request, response);
  });
  mounts.mount(
    '/scim/v2',
    'people.manage',
    (request, response, actor) => {
      if (actor === null) throw new DomainError('request.unauthenticated');
      return scim.handle(actor, request, response);
    },
    { refuse },
  );
  server.use('/api', (_request: Request, response: Response, next: NextFunction) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  const isMistaken = mistakenMethods(server);
  server.use('/api', (request: Request, response: Response, next: NextFunction) => {
    if (isMistaken(request)) sendNoRoute(logger, request, response);
    else next();
  });
  server.use('/api', compressedLists());
  mounts.mount(`/${API_PREFIX}/openapi.json`, 'public', openApiHandler(app, API_VERSION, API_SUMMARIES));
  mounts.mount('/api/docs', 'public', apiDocsHandler());
  const built = fileURLToPath(new URL('../../web/', import.meta.url));
  if (existsSync(built))
    mounts.mount(
      '/',
      'public',
      serveWebApp(built, (request) => (isAtAdministration(request) ? 'administration.html' : 'index.html')),
    );
  app.setGlobalPrefix(API_PREFIX);
  app.useGlobalPipes(new SchemaPipe());
  app.useGlobalFilters(new ProblemFilter(logger));
  app.useGlobalGuards(app.get(AuthGuard), new QueryGuard(), app.get(BodyGuard));
  app.useGlobalInterceptors(app.get(IdempotencyInterceptor));
  app.useWebSocketAdapter(new GuardedSocketAdapter(app, config.publicUrl, authenticator, admission));
}

/** For the file managers of people's machines. */
function mountDav(server: Express, mounts: Mounts, dav: DavMount): void {
  server.use('/dav', basicCredentials);
  mounts.mount(
    '/dav',
    'authenticated',
    (request, response, actor) => {
      if (actor === null) throw new DomainError('request.unauthenticated');
      return dav.handle(actor, request, response);
    },
    { refuse: (error, response) => dav.refuse(error, response) },
  );
}

/** For the office editor, which shows a token of its own for one file and one person. */
function mountWopi(mounts: Mounts, wopi: WopiMount, authenticator: Authenticator): void {
  mounts.mount(
    '/wopi',
    'authenticated',
    (request, response, actor) => {
      if (actor === null) throw new DomainError('request.unauthenticated');
      return wopi.handle(actor, request, response);
    },
    { refuse: (error, response) => wopi.refuse(error, response), authenticator },
  );
}

/** Monitoring asks for health, and is answered even while its network has used up its requests. */
function mountHealth(
  mounts: Mounts,
  { admission }: Pick<Instance, 'admission'>,
  readiness: Watch['readiness'],
): void {
  mounts.mount('/healthz', 'public', async (request, response, _actor, next) => {
    const network = requesterOfNetwork(networkOf(request.ip ?? ''));
    await admission.pace.take(network, LOOP_MS.strangersRequest);
    if (!(await answerHealth(request.path, request, response, readiness))) next();
  });
}

/** Every request counts, and has its turn, before anything is read for it; `refuseScim` says so in SCIM's own words. */
function budget(
  server: Express,
  { clock, logger, admission }: Pick<Instance, 'clock' | 'logger' | 'admission'>,
  refuseScim: MountRefusal,
): void {
  const limits = new RequestLimits(clock, logger);
  server.use(
    '/scim',
    limits.refusing(refuseScim),
    requestWork(admission, (error, _request, response) => refuseScim(error, response)),
  );
  server.use(
    limits.middleware,
    requestWork(admission, (error, request, response) => sendProblem(logger, request, response, error)),
  );
}
