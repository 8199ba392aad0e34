import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { type Config, CONFIG } from '../config/index.js';
import { DomainError } from '../errors/index.js';
import { AUTHENTICATOR, type Authenticator } from './authenticator.js';
import { rememberActor } from './current-actor.js';
import { limitsOf } from './request-limits.js';
import { isRouteRule, ROUTE_RULE, type RouteRule } from './route-rule.js';
import { isForeign } from './same-origin.js';

/** First door of every HTTP route: deny by default. @throws {DomainError} request.unauthenticated, request.foreign-origin */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const rule: unknown = this.reflector.get(ROUTE_RULE, context.getHandler());
    if (!isRouteRule(rule)) throw new DomainError('request.not-found');
    const request = context.switchToHttp().getRequest<Request>();
    if (isForeign(request.method, request.headers, this.config.publicUrl)) {
      throw new DomainError('request.foreign-origin');
    }
    if (rule === 'public') return true;
    await admit(this.authenticator, request, rule);
    return true;
  }
}

/**
 * Finds out who asks and remembers it with the request.
 * @throws {DomainError} request.unauthenticated, request.too-many; request.not-found for a visitor at a door for people
 * with an account
 */
export async function admit(authenticator: Authenticator, request: Request, rule: RouteRule): Promise<void> {
  const { cookie, authorization } = request.headers;
  const actor = await authenticator.authenticate({ cookie, authorization });
  if (actor === null) throw new DomainError('request.unauthenticated');
  limitsOf(request)?.takePerson(actor);
  if (rule === 'authenticated' && actor.standing === 'visitor') throw new DomainError('request.not-found');
  rememberActor(request, actor);
}
