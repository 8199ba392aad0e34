const MAX_DEPTH = 4;
const MAX_MESSAGE = 500;
const MAX_FRAMES = 12;

/** Identifiers that PostgreSQL and Node put beside an error; none of them holds what people wrote. */
const safeFields = [
  'code',
  'errno',
  'syscall',
  'severity',
  'schema',
  'table',
  'column',
  'constraint',
  'routine',
  'status',
];

export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly frames?: readonly string[];
  readonly cause?: LoggedError;
  readonly [field: string]: unknown;
}

/** Parsers and databases quote the input they refuse: what stands between quotes never reaches the log. */
const withoutQuotes = (message: string): string =>
  message.replaceAll(/"[^"]*"?|'[^']*'?|`[^`]*`?|“[^”]*”?|«[^»]*»?/g, '"…"').slice(0, MAX_MESSAGE);

/**
 * An error as the log keeps it: its kind, its message without quotations, where it happened, and its causes.
 * Parameters, queries, bodies, `detail` and the message inside the stack are left out.
 */
export function serialiseError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error))
    return { type: typeof error, message: 'something that is not an error was thrown' };
  const fields: Record<string, unknown> = {};
  for (const name of safeFields) {
    const value: unknown = Reflect.get(error, name);
    if (typeof value === 'string' || typeof value === 'number') fields[name] = value;
  }
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, MAX_FRAMES)
    .map((line) => line.trim());
  return {
    ...fields,
    type: error.name,
    message: withoutQuotes(error.message),
    ...(frames.length === 0 ? {} : { frames }),
    ...(error.cause === undefined || depth >= MAX_DEPTH
      ? {}
      : { cause: serialiseError(error.cause, depth + 1) }),
  };
}
