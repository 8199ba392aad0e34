import {
  type ErrorCode,
  type ErrorDefinition,
  errorTable,
  type Locale,
  type Problem,
} from '@maroquin/contracts';
import { DomainError } from './domain-error.js';

const MAX_FIELDS = 50;

/** Where the first sentence ends: the short summary that RFC 9457 calls title. */
const firstSentence = (text: string): string => {
  const end = text.indexOf('. ');
  return end === -1 ? text : text.slice(0, end + 1);
};

/**
 * Problem details (RFC 9457) for people. An unknown error becomes server.failure: what it says stays in the log.
 * Nothing a client sent is repeated.
 * @param instance the incident number or the request's own name, when there is one.
 */
export function toProblem(error: unknown, locale: Locale, instance?: string): Problem {
  const known = error instanceof DomainError ? error : null;
  const code: ErrorCode = known?.code ?? 'server.failure';
  const definition: ErrorDefinition = errorTable[code];
  const fields = known?.fields?.slice(0, MAX_FIELDS).map(({ path, message }) => ({
    path,
    message: typeof message === 'string' ? message : message[locale],
  }));
  return {
    type: `urn:maroquin:problem:${code}`,
    title: firstSentence(definition[locale]),
    status: definition.status,
    code,
    detail: definition[locale],
    remedy: definition.remedy[locale],
    ...(instance === undefined ? {} : { instance }),
    ...(fields === undefined || fields.length === 0 ? {} : { fields }),
  };
}
