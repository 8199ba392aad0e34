import { errorTable, problemSchema, type ErrorCode, type Locale, type Problem } from '@maroquin/contracts';

const isKnown = (code: string): code is ErrorCode => Object.hasOwn(errorTable, code);

/** What the server refused, as problem details (RFC 9457). `status` 0 means that it could not be reached. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly status: number,
    readonly code: string,
    readonly problem: Problem | null,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(code);
  }

  /** What happened, in the language of the page whatever the language of the answer. */
  title(locale: Locale): string {
    return isKnown(this.code)
      ? errorTable[this.code][locale]
      : (this.problem?.title ?? errorTable['server.failure'][locale]);
  }

  /** What to do now. */
  remedy(locale: Locale): string {
    return isKnown(this.code)
      ? errorTable[this.code].remedy[locale]
      : (this.problem?.remedy ?? errorTable['server.failure'].remedy[locale]);
  }

  /** The message of one field, as the server named it. */
  field(path: string): string | undefined {
    return this.problem?.fields?.find((field) => field.path === path)?.message;
  }
}

export const isApiError = (error: unknown, code?: ErrorCode): error is ApiError =>
  error instanceof ApiError && (code === undefined || error.code === code);

/** Cut or down: worth trying again by itself. */
export const isOutage = (error: unknown): boolean =>
  error instanceof ApiError &&
  (error.status === 0 || error.status === 502 || error.status === 503 || error.status === 504);

/** The server asks for patience: the same question is answered a little later. */
export const asksToWait = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.status === 429;

export const errorFrom = async (response: Response): Promise<ApiError> => {
  const seconds = Number(response.headers.get('retry-after'));
  const retry = Number.isFinite(seconds) && seconds > 0 ? seconds : null;
  const parsed = problemSchema.safeParse(await response.json().catch(() => null));
  if (parsed.success) return new ApiError(response.status, parsed.data.code, parsed.data, retry);
  const code =
    fallbackCodes[response.status] ?? (response.status >= 500 ? 'server.failure' : 'request.invalid');
  return new ApiError(response.status, code, null, retry);
};

/** For answers written by a proxy in front of the server, which know no code. */
const fallbackCodes: Record<number, ErrorCode> = {
  401: 'request.unauthenticated',
  404: 'request.not-found',
  412: 'request.conflict',
  413: 'request.too-large',
  429: 'request.too-many',
  502: 'server.unavailable',
  503: 'server.unavailable',
  504: 'server.unavailable',
};
