export {
  ADMINISTRATION_DOOR,
  type AdministrationDoor,
  type Administrator,
  CurrentAdministrator,
  isAtAdministration,
  markAdministration,
} from './administration.js';
export { admit, AuthGuard } from './auth.guard.js';
export { Answers, type AnswerShape, TakesFile } from './answers.js';
export { apiDocsHandler, openApiHandler } from './api-docs.js';
export { AUTHENTICATOR, type Authenticator, type Credentials } from './authenticator.js';
export { BodyGuard } from './body.guard.js';
export { checkEveryDoor, UnguardedDoor } from './check-doors.js';
export { actorOf, CurrentActor, rememberActor } from './current-actor.js';
export { type Mount, type MountHandler, Mounts } from './mounts.js';
export { type MountRefusal } from './mount-refusal.js';
export { describeApi } from './openapi.js';
export { etagOf, ExpectedVersion } from './preconditions.js';
export { BodyPace } from './body-pace.js';
export { EngineUnsent } from './engine-unsent.js';
export { unsentBudget, type UnsentShare } from './unsent-budget.js';
export { type UnfinishedMessage, unfinishedMessages } from './unfinished-messages.js';
export { type FrameHead, frameHeadAt, MessageProgress } from './websocket-frames.js';
export { HostCookie } from './host-cookie.js';
export { Idempotency } from './idempotency.js';
export { IdempotencyInterceptor } from './idempotency.interceptor.js';
export { type BodyLimits, JSON_BODY, JsonBodies } from './json-body.js';
export { localeOf } from './locale.js';
export { ProblemFilter, sendNoRoute, retryAfterOf, sendProblem } from './problem.filter.js';
export { type FinishedRequest, requestLog } from './request-log.js';
export { RequestLimits } from './request-limits.js';
export { answerInOrder } from './in-order.js';
export { requestWork, takeTurn } from './request-work.js';
export { networkOf, NetworkLimiter, type Rate, RateLimiter, siteOf } from './rate-limiter.js';
export { Access, isRouteRule, ROUTE_RULE, type RouteRule } from './route-rule.js';
export { isForeign } from './same-origin.js';
export { SchemaPipe, toFields } from './schema.pipe.js';
export { refuseForeignUpgrades } from './upgrade-origin.js';
export { securityHeaders } from './security-headers.js';
export { GuardedSocketAdapter } from './socket.adapter.js';
export { SocketProblemFilter } from './socket-problem.filter.js';
export { toKnownError } from './to-known-error.js';
