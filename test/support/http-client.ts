import { createdSchema, meSchema, type Me, type Problem, problemSchema } from '@maroquin/contracts';
import type { z } from 'zod';

/** How somebody proves who they are: a browser by its cookie, a program by a token. */
export type Credentials = { readonly cookie: string } | { readonly token: string };

/** An answer that says why not. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem | null,
    readonly headers: Headers,
  ) {
    super(`${String(status)} ${problem?.code ?? ''} ${problem?.detail ?? ''}`);
  }
}

interface Call {
  readonly body?: unknown;
  readonly form?: FormData;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The public routes as one person. Every answer is read with the schema of its contract. */
export class HttpClient {
  constructor(
    readonly url: string,
    readonly credentials: Credentials | null,
  ) {}

  /** Somebody else at the same server. */
  as({ credentials }: Pick<HttpClient, 'credentials'>): HttpClient {
    return new HttpClient(this.url, credentials);
  }

  get headers(): Record<string, string> {
    if (this.credentials === null) return {};
    return 'token' in this.credentials
      ? { authorization: `Bearer ${this.credentials.token}` }
      : { cookie: this.credentials.cookie, origin: this.url };
  }

  /** @throws {Refused} for any status that is no success; a network failure passes as it is */
  async call(method: string, path: string, { body, form, headers = {} }: Call = {}): Promise<Response> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...this.headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: form ?? (body === undefined ? null : JSON.stringify(body)),
    });
    if (answer.ok) return answer;
    const problem = problemSchema.safeParse(await answer.json().catch(() => null));
    throw new Refused(answer.status, problem.success ? problem.data : null, answer.headers);
  }

  async json<S extends z.ZodType>(
    schema: S,
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<z.infer<S>> {
    const answer = await this.call(method, `/api/v1${path}`, {
      ...(body === undefined ? {} : { body }),
      ...(headers === undefined ? {} : { headers }),
    });
    return schema.parse(await answer.json());
  }

  get<S extends z.ZodType>(schema: S, path: string): Promise<z.infer<S>> {
    return this.json(schema, 'GET', path);
  }

  /** POST of something new. @returns its id */
  async create(path: string, body: unknown): Promise<string> {
    return (await this.json(createdSchema, 'POST', path, body)).id;
  }

  /** For acts that answer nothing. */
  async act(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const answer = await this.call(method, `/api/v1${path}`, {
      headers,
      ...(body !== undefined && { body }),
    });
    await answer.arrayBuffer();
  }

  me(): Promise<Me> {
    return this.get(meSchema, '/me');
  }

  async bytes(path: string): Promise<Buffer> {
    return Buffer.from(await (await this.call('GET', `/api/v1${path}`)).arrayBuffer());
  }

  async text(documentId: string): Promise<string> {
    return (await this.call('GET', `/api/v1/documents/${documentId}/text`)).text();
  }

  /** A multipart upload with one file. */
  async sendFile<S extends z.ZodType>(
    schema: S,
    path: string,
    file: { readonly name: string; readonly type: string; readonly bytes: Uint8Array },
    fields: Readonly<Record<string, string>> = {},
  ): Promise<z.infer<S>> {
    const form = new FormData();
    // Fields first: the server reads the stream once, in order.
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', new Blob([Buffer.from(file.bytes)], { type: file.type }), file.name);
    const answer = await this.call('POST', `/api/v1${path}`, { form });
    return schema.parse(await answer.json());
  }
}
