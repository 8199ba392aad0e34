import { createdSchema, meSchema } from '@maroquin/contracts';
import { expect, it } from 'vitest';
import { newKey, request } from './client.js';

it('a request that the description of the interface does not know does not compile', () => {
  const id = newKey();
  const idempotencyKey = newKey();
  // Never called: the compiler wants an error below each comment, and fails where there is none any more.
  const faults = [
    // @ts-expect-error -- there is no such route
    () => request('POST', '/resources/all'),
    // @ts-expect-error -- the route does not take this method
    () => request('DELETE', '/folders'),
    // @ts-expect-error -- a body is demanded
    () => request('POST', '/folders', { idempotencyKey }),
    // @ts-expect-error -- a field is missing
    () => request('POST', '/folders', { body: { name: 'Notes' }, idempotencyKey }),
    // @ts-expect-error -- a field has another type
    () => request('PUT', `/resources/${id}/favourite`, { body: { on: 'yes' } }),
    // @ts-expect-error -- a field is not known
    () => request('PUT', `/resources/${id}/favourite`, { body: { on: true, off: false } }),
    // @ts-expect-error -- the version is demanded that the change starts from
    () => request('PATCH', `/resources/${id}`, { body: { name: 'Notes' } }),
    // @ts-expect-error -- nothing is made, so there is nothing to make twice
    () => request('PUT', `/resources/${id}/favourite`, { body: { on: true }, idempotencyKey }),
    // @ts-expect-error -- nobody reads that of the address
    () => request('GET', '/spaces', { query: { order: 'name' } }),
    // @ts-expect-error -- the answer has another shape
    () => request('GET', '/me', { schema: createdSchema }),
  ];
  expect(faults).toHaveLength(10);
  const known = () => request('GET', '/me', { schema: meSchema });
  expect(known).toBeTypeOf('function');
});
