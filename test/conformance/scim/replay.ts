import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { tokenOf } from '../../support/people.js';
import { type Answer, at, type Body, type Json, listAt, ScimClient } from './client.js';
import type { Case, Site } from './site.js';

const assertionSchema = z.object({
  comparison: z.string(),
  source: z.string(),
  property: z.string().nullable(),
  value: z.string().nullable(),
});
const requestSchema = z.object({
  name: z.string().optional(),
  note: z.string().optional(),
  method: z.string(),
  path: z.string(),
  status: z.number().optional(),
  expect: z.record(z.string(), z.json()).optional(),
  expect_status: z.array(z.number()).optional(),
  upstream_test: z.array(z.string()).optional(),
  assertions: z.array(assertionSchema).optional(),
  body: z.json().optional(),
  body_text: z.string().optional(),
});
type Recorded = z.infer<typeof requestSchema>;

const FILES = [
  'entra-documented-requests.json',
  'entra-inbound-requests.json',
  'entra-reference-requests.json',
  'okta-spec-requests.json',
];

/** One client's requests in their order, in an organisation of their own: each is a case. */
export function recordedCases(folder: string): Case[] {
  return FILES.flatMap((file) => {
    const path = join(folder, file);
    if (!existsSync(path)) return [];
    const requests = z.array(requestSchema).parse(JSON.parse(readFileSync(path, 'utf8')));
    const replay = new Replay(requests);
    return requests.map((request, index) => ({
      section: file,
      name: `${String(index + 1)} ${request.name ?? request.note ?? request.path}`,
      run: (site) => replay.run(site, index),
    }));
  });
}

class Replay {
  private client: ScimClient | null = null;
  /** What earlier answers gave, and what stands for anything. */
  private readonly values = new Map<string, string>([
    ['userIdThatDoesNotExist', '010101001010101011001010101011'],
  ]);
  /** What was there before: the administrator of the organisation, whom the recorded server did not have. */
  private readonly before = new Map<string, Body>();

  constructor(private readonly requests: readonly Recorded[]) {}

  async run(site: Site, index: number): Promise<void> {
    const request = this.requests[index];
    if (request === undefined) return;
    const client = (this.client ??= await this.open(site));
    this.values.set('lastWatermark', new Date().toISOString());
    const path = this.filled(pathOf(request), request);
    const body =
      request.body === undefined
        ? undefined
        : (JSON.parse(this.filled(JSON.stringify(request.body), request)) as Json);
    const answer = await client.ask(
      request.method,
      path,
      body,
      request.body_text === undefined ? {} : { raw: request.body_text },
    );
    this.learn(request, answer);
    if (/\{\{.*\}\}/.test(path)) return; // what nobody gave: the recorded run had no such thing either
    this.judge(request, answer);
  }

  private async open(site: Site): Promise<ScimClient> {
    const email = `admin.${site.next()}@ailleurs.example`;
    await site.server.commandJson([
      ...['organisation', 'create', '--name', `Organisation ${site.next()}`],
      ...['--admin-name', 'Admin Ailleurs', '--admin-email', email],
    ]);
    const client = new ScimClient(site.server.url, await tokenOf(site.server, email, 'scim'));
    for (const request of this.requests) {
      if (request.method === 'GET' && !request.path.includes('{{'))
        this.before.set(request.path, (await client.ask('GET', this.filled(pathOf(request), request))).body);
    }
    return client;
  }

  private filled(text: string, { path, method }: Recorded): string {
    const isGroup = path.startsWith('/Groups');
    const fresh = `${randomUUID().slice(0, 8)}`;
    if (method === 'POST')
      for (const name of ['userName', 'randomEmail', 'randomUsername'])
        this.values.set(name, `${name}-${fresh}@recorded.example`);
    return text
      .replace(/\$\{__UUID\}/g, () => randomUUID())
      .replace(/\{\{\$(\w+)\}\}/g, (_all, name: string) => `${name}-${randomUUID().slice(0, 8)}`)
      .replace(
        /\{(?:id|userId)\}/g,
        (all) => this.values.get(all === '{id}' && isGroup ? 'last group' : 'last user') ?? all,
      )
      .replace(/\{\{(\w+)\}\}\}*/g, (all, name: string) => this.values.get(name) ?? all)
      .replace(/(?<=\?.*)[ "]/g, (one) =>
        path === text || text.includes('?') ? encodeURIComponent(one) : one,
      );
  }

  private learn({ method, path, upstream_test = [] }: Recorded, { status, body }: Answer): void {
    const id = at(body, 'id');
    if (method !== 'POST' || status !== 201 || typeof id !== 'string') return;
    this.values.set(path.startsWith('/Groups') ? 'last group' : 'last user', id);
    if (path.startsWith('/Users'))
      this.values.set(at(body, 'active') === false ? 'lastInactiveUserId' : 'lastUserId', id);
    for (const line of upstream_test) {
      const name = /environment\.set\("(\w+)", jsonData\.id\)/.exec(line)?.[1];
      if (name !== undefined) this.values.set(name, id);
    }
  }

  private judge(request: Recorded, answer: Answer): void {
    const { status, expect_status = status === undefined ? [] : [status], expect = {} } = request;
    // RFC 7644 §3.5.2: 200 with the resource or 204 without, as the server likes.
    const allowed = request.method === 'PATCH' ? [...expect_status, 200, 204] : expect_status;
    if (expect_status.length > 0)
      assert.ok(allowed.includes(answer.status), `${String(answer.status)} ${answer.text.slice(0, 300)}`);
    else
      assert.ok(
        answer.status < 400 || request.assertions !== undefined,
        `${String(answer.status)} ${answer.text.slice(0, 300)}`,
      );
    for (const [name, value] of Object.entries(expect))
      assert.deepEqual(this.own(request, answer, name), value, name);
    for (const line of request.upstream_test ?? []) this.judgeLine(request, answer, line);
    for (const assertion of request.assertions ?? [])
      judgeAssertion(answer, assertion, (text) => this.filled(text, { ...request, method: 'GET' }));
  }

  /** Without what was there before. */
  private own(request: Recorded, { body }: Answer, name: string): Json {
    const value = at(body, name);
    const before = this.before.get(request.path);
    if (before === undefined) return value;
    if (name === 'totalResults') return Number(value) - Number(at(before, name));
    if (name !== 'Resources') return value;
    const known = new Set(listAt(before, name).map((one) => at(one, 'id')));
    return listAt(body, name).filter((one) => !known.has(at(one, 'id')));
  }

  private judgeLine(request: Recorded, answer: Answer, line: string): void {
    const equal = /expect\(jsonData\.([\w.[\]]+)\)\.to\.eql\((.+)\);/.exec(line);
    if (equal !== null) {
      const [, path = '', literal = ''] = equal;
      const wanted = literal === 'id' ? null : (JSON.parse(literal) as Json);
      const found = this.own(request, answer, path.replace(/\[(\d+)\]/g, '.$1'));
      if (wanted !== null) assert.deepEqual(found, wanted, line);
    }
    const includes = /text\(\)\)\.to(\.not)?\.include\("(.+)"\);/.exec(line);
    // Members are named by the server; "displayName" is no part of a member (RFC 7643 §4.2).
    if (includes === null || (includes[2] === 'new User' && includes[1] === undefined)) return;
    assert.equal(answer.text.includes(includes[2] ?? ''), includes[1] === undefined, line);
  }
}

/** A name from before the standard. */
const pathOf = ({ path }: Recorded): string =>
  path.replace('/serviceConfiguration', '/ServiceProviderConfig');

function judgeAssertion(
  answer: Answer,
  { comparison, source, property, value }: z.infer<typeof assertionSchema>,
  fill: (text: string) => string,
): void {
  if (source === 'response_time') return;
  const found = source === 'response_status' ? answer.status : at(answer.body, property ?? '');
  const wanted = value === null ? null : fill(value);
  const what = `${property ?? source} ${comparison} ${String(wanted)}: ${JSON.stringify(found)}`;
  switch (comparison) {
    case 'equal_number':
      return assert.equal(Number(found), Number(wanted), what);
    case 'equal':
      return assert.equal(JSON.stringify(found).replaceAll('"', ''), wanted, what);
    case 'not_empty':
      // Nobody has a group before the first one is made.
      return property === 'Resources'
        ? assert.ok(Array.isArray(found), what)
        : assert.ok(found !== null && found !== '', what);
    case 'has_value':
    case 'contains':
      return assert.ok(
        Array.isArray(found) ? found.includes(wanted) : JSON.stringify(found).includes(String(wanted)),
        what,
      );
    case 'is_a_number':
      return assert.equal(typeof found, 'number', what);
    default:
      throw new Error(`a comparison that is not known: ${comparison}`);
  }
}
