import { childrenOf, type Element } from './test-cases.js';
import { faultOf, readSchema } from './json-schema.js';

/** An answer of the host, read to its end. */
export interface HostAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

interface Judged {
  readonly answer: HostAnswer;
  /** Kept from earlier answers of the case. */
  readonly state: ReadonlyMap<string, string>;
  readonly resource: (id: string) => Uint8Array;
  readonly corpus: string;
}

const TEN_YEARS_MS = 10 * 365 * 24 * 60 * 60_000;
const TIMES = new Set(['AccessTokenExpiry', 'ServerTime', 'AccessTokenValidFrom']);

/** Why an answer is not what the case wants; null: it is. A request without validators must be answered with 200. */
export function judge(validators: readonly Element[], judged: Judged): string | null {
  const { answer } = judged;
  const length = answer.headers.get('content-length');
  if (length !== null && Number(length) !== answer.body.length) return 'Content-Length is not the length';
  if (validators.length === 0) return answer.status === 200 ? null : `status ${String(answer.status)}`;
  return first(validators.map((validator) => judgeOne(validator, judged)));
}

const first = (faults: readonly (string | null)[]): string | null =>
  faults.find((fault) => fault !== null) ?? null;

function judgeOne(validator: Element, judged: Judged): string | null {
  const { answer, corpus, resource } = judged;
  const { attributes, children } = validator;
  switch (validator.name) {
    case 'Or': {
      const faults = children.map((child) => judgeOne(child, judged));
      return faults.includes(null) ? null : faults.join(' / ');
    }
    case 'And':
      return first(children.map((child) => judgeOne(child, judged)));
    case 'ResponseCodeValidator':
      return String(answer.status) === attributes['ExpectedCode']
        ? null
        : `status ${String(answer.status)}, not ${attributes['ExpectedCode'] ?? ''}`;
    case 'LockMismatchValidator':
      return judgeMismatch(attributes['ExpectedLock'] ?? '', answer);
    case 'ResponseHeaderValidator':
      return judgeHeader(validator, judged);
    case 'ResponseContentValidator': {
      const { ExpectedResourceId: id, ExpectedBodyContent: text } = attributes;
      const expected = id === undefined ? Buffer.from(text ?? '') : resource(id);
      return Buffer.compare(answer.body, expected) === 0 ? null : 'the body is not what was sent';
    }
    case 'JsonSchemaValidator':
      return withJson(answer, (json) => faultOf(readSchema(corpus, attributes['Schema'] ?? ''), json));
    case 'JsonResponseContentValidator':
      return withJson(answer, (json) => first(children.map((check) => judgeProperty(check, json, judged))));
    default:
      return `unknown validator ${validator.name}`;
  }
}

function withJson(
  { body }: HostAnswer,
  judgeJson: (json: Record<string, unknown>) => string | null,
): string | null {
  try {
    return judgeJson(JSON.parse(body.toString('utf8')) as Record<string, unknown>);
  } catch {
    return 'the body is no JSON';
  }
}

function judgeMismatch(expected: string, { status, headers }: HostAnswer): string | null {
  if (status !== 409) return `status ${String(status)}, not 409`;
  const lock = headers.get('x-wopi-lock');
  return expected === '' || lock === expected ? null : `X-WOPI-Lock is ${lock ?? 'absent'}`;
}

function judgeHeader({ attributes }: Element, { answer, state }: Judged): string | null {
  const name = attributes['Header'] ?? '';
  const value = answer.headers.get(name);
  if (value === null) return attributes['IsRequired'] === 'true' ? `${name} is absent` : null;
  const key = attributes['ExpectedStateKey'];
  const expected = key === undefined ? attributes['ExpectedValue'] : state.get(key);
  if (expected === undefined) return null;
  const isEqual = value === expected;
  return isEqual === (attributes['ShouldMatch'] !== 'false') ? null : `${name} is ${value}`;
}

function judgeProperty(
  { name: kind, attributes }: Element,
  json: Record<string, unknown>,
  { state }: Judged,
): string | null {
  const name = attributes['Name'] ?? '';
  const value = json[name];
  const isMissing = value === undefined || value === null || value === '';
  if (isMissing) return attributes['IsRequired'] === 'true' ? `${name} is missing` : null;
  const key = attributes['ExpectedStateKey'];
  const expected = key === undefined ? attributes['ExpectedValue'] : state.get(key);
  const fault = `${name} is ${JSON.stringify(value)}`;
  switch (kind) {
    case 'StringProperty':
      return isExpectedText(attributes, value, expected) ? null : fault;
    case 'StringRegexProperty': {
      const matches = typeof value === 'string' && new RegExp(expected ?? '', 'u').test(value);
      return matches === (attributes['ShouldMatch'] !== 'false') ? null : fault;
    }
    case 'BooleanProperty':
      return typeof value === 'boolean' &&
        (expected === undefined || String(value) === expected.toLowerCase())
        ? null
        : fault;
    case 'IntegerProperty':
    case 'LongProperty': {
      const isNumber = typeof value === 'number' && Number.isInteger(value);
      const isTime = !TIMES.has(name) || (isNumber && Math.abs(value - Date.now()) < TEN_YEARS_MS);
      return isNumber && isTime && (expected === undefined || String(value) === expected) ? null : fault;
    }
    case 'AbsoluteUrlProperty': {
      if (typeof value !== 'string' || !URL.canParse(value)) return fault;
      const needsToken = attributes['MustIncludeAccessToken'] === 'true';
      return !needsToken || new URL(value).searchParams.has('access_token') ? null : `${name} has no token`;
    }
    case 'ArrayProperty': {
      const wanted = attributes['ContainsValue'];
      return Array.isArray(value) && (wanted === undefined || value.includes(wanted)) ? null : fault;
    }
    case 'ArrayLengthProperty':
      return Array.isArray(value) && String(value.length) === expected ? null : fault;
    default:
      return `unknown check ${kind}`;
  }
}

function isExpectedText(
  attributes: Readonly<Record<string, string>>,
  value: unknown,
  expected: string | undefined,
): boolean {
  if (typeof value !== 'string') return false;
  const end = attributes['EndsWith'];
  if (end === undefined) return expected === undefined || value === expected;
  return attributes['IgnoreCase'] === 'true'
    ? value.toLowerCase().endsWith(end.toLowerCase())
    : value.endsWith(end);
}

/** What later requests of the case use of an answer. */
export function kept(request: Element, { headers, body }: HostAnswer): [string, string][] {
  const states = childrenOf(request, 'SaveState').flatMap(({ children }) => children);
  return states.flatMap(({ attributes }) => {
    const { Name: name = '', Source: source = '', SourceType: type } = attributes;
    const value = type === 'Header' ? headers.get(source) : propertyOf(body, source);
    return value === null ? [] : [[name, value] as [string, string]];
  });
}

function propertyOf(body: Buffer, name: string): string | null {
  try {
    const value = (JSON.parse(body.toString('utf8')) as Record<string, unknown>)[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  } catch {
    return null;
  }
}
