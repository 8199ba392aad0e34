import type { NextFunction, Request, Response } from 'express';
import type { Express } from 'express';
import type { Actor } from '../../database/index.js';
import { DomainError } from '../../errors/index.js';
import type { Logger } from '../../logging/index.js';
import { admit } from './auth.guard.js';
import type { Authenticator } from '../caller/authenticator.js';
import { actorOf } from '../caller/current-actor.js';
import { sendProblem } from '../problems/problem.filter.js';
import type { MountRefusal } from '../limits/mount-refusal.js';
import { rememberMount } from './request-log.js';
import { identified } from '../limits/request-work.js';
import { isRouteRule, type RouteRule } from '../caller/route-rule.js';
import { isForeign } from '../caller/same-origin.js';

/** A handler of raw requests; `actor` is null on public mounts only. */
export type MountHandler = (
  request: Request,
  response: Response,
  actor: Actor | null,
  next: NextFunction,
) => Promise<void> | void;

export interface Mount {
  readonly path: string;
  readonly rule: RouteRule;
  readonly handler: MountHandler;
}

interface MountOptions {
  /** How it says what was refused, in words of its own protocol. */
  readonly refuse?: MountRefusal;
  /** Who finds out who asks, where that is not told by a session or a token of a person. */
  readonly authenticator?: Authenticator;
}

/** Handlers beside Nest (tus, pages, documentation): the one way to mount them, so that the boot check sees each rule. */
export class Mounts {
  private readonly list: Mount[] = [];

  constructor(
    private readonly express: Express,
    private readonly authenticator: Authenticator,
    private readonly publicUrl: string,
    private readonly logger: Logger,
    /** Where administration has a listener of its own. */
    private readonly adminUrl: string | null = null,
  ) {}

  /** @throws {Error} for a mount without a known rule: the server does not start. */
  mount(
    path: string,
    rule: RouteRule,
    handler: MountHandler,
    { refuse, authenticator = this.authenticator }: MountOptions = {},
  ): void {
    if (!isRouteRule(rule)) throw new Error(`the mount ${path} declares no access rule`);
    this.list.push({ path, rule, handler });
    this.express.use(path, (request, response, next) => {
      rememberMount(request, path);
      this.serve({ path, rule, handler }, authenticator, request, response, next).catch((error: unknown) => {
        if (refuse === undefined || response.headersSent) sendProblem(this.logger, request, response, error);
        else refuse(error, response);
      });
    });
  }

  private async serve(
    { rule, handler }: Mount,
    authenticator: Authenticator,
    request: Request,
    response: Response,
    next: NextFunction,
  ): Promise<void> {
    if (rule === 'public') {
      let isPassedOn = false;
      await handler(request, response, null, (error?: unknown) => {
        isPassedOn = true;
        next(error);
      });
      if (!isPassedOn) identified(request);
      return;
    }
    if (isForeign(request.method, request.headers, this.publicUrl)) {
      throw new DomainError('request.foreign-origin');
    }
    await admit(authenticator, request, rule, this.adminUrl);
    await handler(request, response, actorOf(request), next);
  }

  all(): readonly Mount[] {
    return this.list;
  }
}
