import { strict as assert } from 'node:assert';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type Body = { readonly [name: string]: Json };

export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const message = (name: string): string => `urn:ietf:params:scim:api:messages:2.0:${name}`;
export const ERROR = message('Error');
export const LIST = message('ListResponse');
export const PATCH = message('PatchOp');
export const SEARCH = message('SearchRequest');
export const BULK = message('BulkRequest');

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Empty when there is none. */
  readonly body: Body;
}

export interface Sending {
  readonly headers?: Readonly<Record<string, string>>;
  /** As it is, instead of JSON. */
  readonly raw?: string;
}

const isBody = (value: Json): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `/scim/v2` as one client: a token, or nobody. */
export class ScimClient {
  constructor(
    readonly url: string,
    private readonly token: string | null,
  ) {}

  get credentials(): Record<string, string> {
    return this.token === null ? {} : { authorization: `Bearer ${this.token}` };
  }

  async ask(method: string, path: string, body?: Json, { headers = {}, raw }: Sending = {}): Promise<Answer> {
    const sent = raw ?? (body === undefined ? null : JSON.stringify(body));
    const answer = await fetch(`${this.url}/scim/v2${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...this.credentials,
        ...(sent === null ? {} : { 'content-type': 'application/scim+json' }),
        ...headers,
      },
      body: sent,
    });
    const text = await answer.text();
    const parsed = text === '' ? {} : (JSON.parse(text) as Json);
    return { status: answer.status, headers: answer.headers, text, body: isBody(parsed) ? parsed : {} };
  }

  /** The same, for what must go well. */
  async must(status: number, method: string, path: string, body?: Json, sending?: Sending): Promise<Answer> {
    const answer = await this.ask(method, path, body, sending);
    assert.equal(answer.status, status, `${method} ${path} answered ${answer.text.slice(0, 300)}`);
    return answer;
  }

  async create(path: '/Users' | '/Groups', body: Body): Promise<Body> {
    return (await this.must(201, 'POST', path, body)).body;
  }

  patch(path: string, operations: readonly Json[]): Promise<Answer> {
    return this.ask('PATCH', path, { schemas: [PATCH], Operations: operations });
  }

  /** What the filter chooses, by one of its attributes, in no order. */
  async chosen(path: string, filter: string, attribute: string): Promise<Json[]> {
    const { body } = await this.must(200, 'GET', `${path}?count=200&filter=${encodeURIComponent(filter)}`);
    return listAt(body, 'Resources')
      .map((one) => at(one, attribute))
      .toSorted();
  }
}

/** The value at `name.familyName`, `emails.0.value`; URNs as they are. undefined: nothing there. */
export function at(value: Json | undefined, path: string): Json {
  let here: Json | undefined = value;
  const steps = path.startsWith('urn:') ? path.split('|') : path.split('.').filter((step) => step !== '');
  for (const step of steps) {
    if (Array.isArray(here)) here = here[Number(step)];
    else if (here !== undefined && isBody(here)) here = here[step];
    else return null;
  }
  return here ?? null;
}

/** What is a string or a number there; otherwise nothing. */
export function textAt(value: Json | undefined, path: string): string {
  const found = at(value, path);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}

export const jsonOf = async (answer: Response): Promise<Json> => (await answer.json()) as Json;
export const namesOf = (value: Json): string[] => (isBody(value) ? Object.keys(value) : []);

export function listAt(value: Json | undefined, path: string): readonly Json[] {
  const found = at(value, path);
  assert.ok(Array.isArray(found), `${path} is a list`);
  return found as readonly Json[];
}

/** RFC 7644 §3.12: schema, status as a string, scimType of table 9. */
export function isError(answer: Answer, status: number, scimType?: string): void {
  assert.equal(answer.status, status, answer.text.slice(0, 300));
  assert.match(answer.headers.get('content-type') ?? '', /^application\/scim\+json/);
  assert.deepEqual(at(answer.body, 'schemas'), [ERROR]);
  assert.equal(at(answer.body, 'status'), String(status));
  assert.equal(at(answer.body, 'scimType'), scimType ?? null, answer.text);
  assert.ok(textAt(answer.body, 'detail').length > 5, 'a detail that people can read');
}
