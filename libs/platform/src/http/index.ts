export {
  ADMINISTRATOR_AUTHENTICATOR,
  type AdministratorAuthenticator,
  type Administrator,
  CurrentAdministrator,
  isAtAdministration,
  markAdministration,
} from './caller/administration.js';
export { AUTHENTICATOR, type Authenticator, type Credentials } from './caller/authenticator.js';
export { actorOf, askedAtOf, CurrentActor, rememberActor } from './caller/current-actor.js';
export { HostCookie } from './caller/host-cookie.js';
export { Access, isRouteRule, ROUTE_RULE, type RouteRule } from './caller/route-rule.js';
export { isForeign } from './caller/same-origin.js';
export { refuseForeignUpgrades } from './caller/upgrade-origin.js';
export { BodyPace } from './limits/body-pace.js';
export { BodyGuard } from './limits/body.guard.js';
export { type BodyLimits, JSON_BODY, JsonBodies } from './limits/json-body.js';
export { type MountRefusal } from './limits/mount-refusal.js';
export { networkOf, NetworkLimiter, type Rate, RateLimiter, siteOf } from './limits/rate-limiter.js';
export { RequestLimits } from './limits/request-limits.js';
export { requestWork, takeTurn } from './limits/request-work.js';
export { localeOf } from './problems/locale.js';
export { mistakenMethods } from './problems/allowed-methods.js';
export { ProblemFilter, sendNoRoute, retryAfterOf, sendProblem } from './problems/problem.filter.js';
export { answerUnparsed } from './problems/unparsed-requests.js';
export { toKnownError } from './problems/to-known-error.js';
export {
  AlsoAnswers,
  Answers,
  AnswersETag,
  type AnswerShape,
  TakesFile,
  TakesForm,
} from './routes/answers.js';
export { apiDocsHandler, openApiHandler } from './openapi/api-docs.js';
export { admit, AuthGuard } from './routes/auth.guard.js';
export { checkEveryRoute, UnguardedRoute } from './routes/check-routes.js';
export { askFittingRoutesOnly } from './routes/fitting-routes.js';
export { HarmlessAgain } from './routes/harmless-again.js';
export { IdempotencyInterceptor } from './routes/idempotency.interceptor.js';
export { Idempotency } from './routes/idempotency.js';
export { type Mount, type MountHandler, Mounts } from './routes/mounts.js';
export { describeApi } from './openapi/describe-api.js';
export { etagOf, ExpectedVersion } from './routes/preconditions.js';
export { QueryGuard } from './routes/query.guard.js';
export { type FinishedRequest, requestLog } from './routes/request-log.js';
export { SchemaPipe, toFields } from './routes/schema.pipe.js';
export { contentSecurityPolicy, securityHeaders } from './routes/security-headers.js';
export { EngineUnsent } from './sockets/engine-unsent.js';
export { answerInOrder } from './sockets/in-order.js';
export { SharedPacket } from './sockets/shared-packet.js';
export { SocketProblemFilter } from './sockets/socket-problem.filter.js';
export { GuardedSocketAdapter } from './sockets/socket.adapter.js';
export { type UnfinishedMessage, unfinishedMessages } from './sockets/unfinished-messages.js';
export { unsentBudget, type UnsentShare } from './sockets/unsent-budget.js';
export {
  type FrameHead,
  frameHeadAt,
  headLength,
  LENGTH_IN_16_BITS,
  MessageProgress,
  writeHead,
} from './sockets/websocket-frames.js';
