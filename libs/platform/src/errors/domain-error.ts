import { type ErrorCode, type ErrorDefinition, errorTable } from '@maroquin/contracts';

/** The same words in each language. */
export interface Sentence {
  readonly fr: string;
  readonly en: string;
}

export interface InvalidField {
  /** Dotted path of the field; empty for the whole body. */
  readonly path: string;
  readonly message: string | Sentence;
}

export interface DomainErrorOptions {
  /** Kept for the log; never shown. */
  readonly cause?: unknown;
  readonly fields?: readonly InvalidField[];
  readonly retryAfterSeconds?: number;
}

/** What a service throws: a code of the one table. It knows no HTTP beyond the status the table gives. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly fields?: readonly InvalidField[];
  readonly retryAfterSeconds?: number;

  constructor(
    readonly code: ErrorCode,
    options: DomainErrorOptions = {},
  ) {
    super(
      `${code}: ${errorTable[code].en}`,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    if (options.fields !== undefined) this.fields = options.fields;
    if (options.retryAfterSeconds !== undefined) this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get definition(): ErrorDefinition {
    return errorTable[this.code];
  }

  get status(): number {
    return this.definition.status;
  }
}
