import {
  destination as toDescriptor,
  type DestinationStream,
  type Logger,
  pino,
  stdTimeFunctions,
} from 'pino';
import type { Config } from '../config/index.js';
import { serialiseError } from './error-serializer.js';

export type { Logger };

/** Fields that never reach the log, wherever a caller puts them: a last net, not a licence. */
const secretNames = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'body',
  'query',
  'params',
  'parameters',
  'headers',
  'url',
  'text',
  'title',
  'name',
  'email',
  'filename',
];
const redacted = secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/**
 * The log: JSON lines on standard error, so that standard output stays for answers. It holds ids, codes, route
 * patterns and durations; never URLs, bodies, names or addresses of people.
 */
export function createLogger(config: Pick<Config, 'logLevel'>, destination?: DestinationStream): Logger {
  return pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: serialiseError, error: serialiseError },
      redact: { paths: redacted, remove: true },
    },
    destination ?? toDescriptor({ fd: 2, sync: true }),
  );
}
