import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor } from '../../database/index.js';
import { DomainError } from '../../errors/index.js';

const actors = new WeakMap<object, Actor>();

export const rememberActor = (request: object, actor: Actor): void => {
  actors.set(request, actor);
};
const askedAt = new WeakMap<object, number>();
/** When a socket asked to be let in: `performance.now()` just before it was authenticated. */
export const rememberAsked = (socket: object, at: number): void => {
  askedAt.set(socket, at);
};
export const askedAtOf = (socket: object): number => askedAt.get(socket) ?? 0;

/** Who makes this request or holds this socket, if anybody known. */
export const actorOf = (request: object): Actor | null => actors.get(request) ?? null;

/** The authenticated person, in controllers and gateways. */
export const CurrentActor = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  const holder: object =
    context.getType() === 'ws'
      ? context.switchToWs().getClient<object>()
      : context.switchToHttp().getRequest<object>();
  const actor = actorOf(holder);
  if (actor === null) throw new DomainError('request.unauthenticated');
  return actor;
});
