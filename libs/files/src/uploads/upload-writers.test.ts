import { expect, it } from 'vitest';
import type { Database } from '@maroquin/platform/database';
import { UploadWriters } from './upload-writers.js';

const UPLOAD = { id: 'upload', orgId: 'organisation' };
const PART = { writer: 3, part: 0, stored: 20, digest: Buffer.alloc(32) };

/** Answers each statement with these rows, and counts the round trips. A transaction that is held open would take several. */
function databaseOf(...answers: object[][]): { readonly database: Database; readonly trips: () => number } {
  let trips = 0;
  const answer = (): Promise<object[][]> => {
    trips += 1;
    return Promise.resolve(answers);
  };
  const fake = { changeIn: answer, readIn: async () => (await answer())[0] };
  return { database: fake as unknown as Database, trips: () => trips };
}

it('a writer of an upload begins, counts its part and reads all parts in one round trip each', async () => {
  const began = databaseOf([{ number: 3, stored: '20' }], [{ writer: 2 }]);
  expect(await new UploadWriters(began.database).begin(UPLOAD)).toEqual({
    number: 3,
    stored: 20,
    before: 2,
  });
  const counted = databaseOf([{ part: 0 }]);
  await new UploadWriters(counted.database).count(UPLOAD, PART);
  const read = databaseOf([{ part: 1, writer: 3, digest: PART.digest }]);
  expect((await new UploadWriters(read.database).parts(UPLOAD)).digests).toEqual([null, PART.digest]);
  expect([began.trips(), counted.trips(), read.trips()]).toEqual([1, 1, 1]);
});

it('a writer is refused when the upload is gone, and when another one has begun since', async () => {
  const gone = new UploadWriters(databaseOf([], []).database);
  await expect(gone.begin(UPLOAD)).rejects.toMatchObject({ code: 'request.not-found' });
  await expect(gone.count(UPLOAD, PART)).rejects.toMatchObject({ code: 'upload.busy' });
});
