import { expect, it } from 'vitest';
import { attachmentIdOf, attachmentRef } from './attachments.js';

it('reads back the id of a reference', () => {
  expect(attachmentIdOf(attachmentRef('0197a1b2-0000-7000-8000-000000000001'))).toBe(
    '0197a1b2-0000-7000-8000-000000000001',
  );
});

it.each([
  'https://exemple.fr/a.png',
  'data:image/png;base64,AAAA',
  'attachment:',
  'attachment:../../me',
  null,
  7,
])('does not take %j for a reference', (src) => {
  expect(attachmentIdOf(src)).toBeNull();
});
