import { DomainError } from '../errors/index.js';

/** The provider answers, and does not allow the key of this one owner. To people it is the same as one that is away. */
export class OwnerRefused extends DomainError {
  constructor(cause?: Error) {
    super('key.provider-down', { cause, retryAfterSeconds: 5 });
  }
}
