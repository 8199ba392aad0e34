import { DomainError } from '../errors/index.js';

/** The key of one document, channel or blob is gone; all others of its organisation open as before. */
export class DataKeyMissing extends DomainError {
  constructor() {
    super('key.missing');
  }
}
