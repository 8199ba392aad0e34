import type { IncomingMessage } from 'node:http';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { DomainError } from '../../errors/index.js';

/**
 * Who is signed in at the administration listener. It is no Actor and cannot become one: whatever asks for an Actor
 * (documents, files, channels) has no way to take it.
 */
export interface Administrator {
  readonly id: string;
  /** The organisation that it belongs to. */
  readonly orgId: string;
  /** It administers the other organisations of this instance as well. */
  readonly everywhere: boolean;
  readonly sessionId: string;
}

/** Says which administrator calls the administration listener. Implemented by administration. */
export interface AdministratorAuthenticator {
  /** null: nobody known. @throws {DomainError} server.unavailable */
  authenticate(cookie: string | undefined): Promise<Administrator | null>;
}

/** Injection token of the AdministratorAuthenticator. */
export const ADMINISTRATOR_AUTHENTICATOR = Symbol('AdministratorAuthenticator');

const arrivedThere = new WeakSet<object>();
const administrators = new WeakMap<object, Administrator>();

/** Called by that listener alone, for each request that it takes: nothing in a request can say so itself. */
export const markAdministration = (request: IncomingMessage): void => {
  arrivedThere.add(request);
};
export const isAtAdministration = (request: object): boolean => arrivedThere.has(request);

export const rememberAdministrator = (request: object, administrator: Administrator): void => {
  administrators.set(request, administrator);
};

/** The administrator who is signed in, in controllers. */
export const CurrentAdministrator = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Administrator => {
    const administrator = administrators.get(context.switchToHttp().getRequest<object>());
    if (administrator === undefined) throw new DomainError('request.unauthenticated');
    return administrator;
  },
);
