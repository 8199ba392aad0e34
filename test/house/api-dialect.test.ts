import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultsOf, type OpenApi } from './api-dialect.js';

const ROOT = join(import.meta.dirname, '../..');
const description = JSON.parse(readFileSync(join(ROOT, 'docs/openapi.json'), 'utf8')) as OpenApi;

const planted = (operation: object, method = 'get'): OpenApi => ({
  paths: { '/api/v1/notes': { [method]: { summary: 'Do it', ...operation } } },
  components: { schemas: {} },
});
const answering = (schema: object) => ({
  responses: { 200: { content: { 'application/json': { schema, example: {} } } } },
});
const list = { type: 'array', items: { type: 'string' } };

describe('the description of the interface', () => {
  it('speaks one dialect on every route', () => {
    expect(faultsOf(description)).toEqual([]);
  });
});

describe('the check of the dialect', () => {
  it('refuses a list that does not page', () => {
    const faults = faultsOf(planted(answering({ properties: { items: list } })));
    expect(faults).toContain('get /api/v1/notes answers a list without `next`');
    expect(faults).toContain('get /api/v1/notes answers a list and takes no cursor');
  });

  it('refuses a list under another name that has no bound', () => {
    expect(faultsOf(planted(answering({ properties: { notes: list } })))).toContain(
      'get /api/v1/notes answers notes without a bound: let it be a page, or say its maximum',
    );
    expect(faultsOf(planted(answering({ properties: { notes: { ...list, maxItems: 3 } } })))).toEqual([]);
  });

  it('refuses an update without a version, and a creation that cannot be said twice', () => {
    const done = { responses: { 204: {} } };
    expect(faultsOf(planted(done, 'patch'))).toEqual([
      'patch /api/v1/notes updates something and does not demand If-Match',
    ]);
    const ifMatch = { name: 'If-Match', in: 'header', required: true };
    expect(faultsOf(planted({ ...done, parameters: [ifMatch] }, 'patch'))).toEqual([]);
    expect(faultsOf(planted({ ...answering({}), parameters: [ifMatch] }, 'patch'))).toEqual([
      'patch /api/v1/notes answers what it updated without ETag',
    ]);
    const made = { 'x-access': 'authenticated', responses: { 201: {} } };
    expect(faultsOf(planted(made, 'post'))).toEqual([
      'post /api/v1/notes makes something and takes no Idempotency-Key',
    ]);
    const key = { name: 'Idempotency-Key', in: 'header' };
    expect(faultsOf(planted({ ...made, parameters: [key] }, 'post'))).toEqual([]);
    expect(faultsOf(planted({ ...made, parameters: [key] }, 'put'))).toContain(
      'put /api/v1/notes takes an Idempotency-Key that does nothing',
    );
  });
});
