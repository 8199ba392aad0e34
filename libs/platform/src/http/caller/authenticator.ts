import type { Actor } from '../../database/index.js';

export interface Credentials {
  readonly cookie?: string | undefined;
  readonly authorization?: string | undefined;
}

/** Says who calls. Implemented by identity, asked by every route, socket and mount. */
export interface Authenticator {
  /** null: nobody known. @throws {DomainError} server.unavailable */
  authenticate(credentials: Credentials): Promise<Actor | null>;
}

/** Injection token of the Authenticator. */
export const AUTHENTICATOR = Symbol('Authenticator');
