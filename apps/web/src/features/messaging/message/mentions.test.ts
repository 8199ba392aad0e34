import { expect, it } from 'vitest';
import { rememberMention, toSent, toWritten } from './mentions.js';

const CLAIRE = '01a23163-ead2-7117-8b35-8e5070e09bb3';
const PAUL = '01a23163-fa9e-7139-acde-0bdd42c711cb';

it('names that were chosen are sent as ids, the longest first, and shown as names again', () => {
  rememberMention(CLAIRE, 'Claire');
  rememberMention(PAUL, 'Claire Roux');
  const written = 'Bonjour @Claire Roux, @Claire et @tous : voir @Clairement, a@Claire';
  const sent = toSent(written);
  expect(sent).toBe(`Bonjour <@${PAUL}>, <@${CLAIRE}> et <@tous> : voir @Clairement, a@Claire`);
  expect(toWritten(sent)).toBe(written);
});

it('somebody nobody knows stays the id that was sent', () => {
  const token = '<@01a23163-0000-7000-8000-000000000000>';
  expect(toWritten(token)).toBe(token);
});

it('two people of one name stay who they are', () => {
  const [one, other] = ['01a23163-0000-7000-8000-000000000001', '01a23163-0000-7000-8000-000000000002'];
  const sent = `Pour <@${one}> et <@${other}>`;
  const written = toWritten(sent, [
    { id: one, name: 'Paul Martin' },
    { id: other, name: 'Paul Martin' },
  ]);
  expect(written).toBe('Pour @Paul Martin et @Paul Martin (2)');
  expect(toSent(written)).toBe(sent);
});
