import { describe, expect, it } from 'vitest';

import { deriveSaveState, nextChangeIn, type SaveFacts } from './save-state.js';

const calm: SaveFacts = {
  pending: 0,
  pendingSince: null,
  connected: true,
  lostAt: null,
  silent: false,
  offline: false,
  down: false,
  retryAt: null,
  access: 'write',
  savedAt: 1000,
  synced: true,
  kept: true,
  slow: false,
  refused: null,
  ended: null,
};
const at = (facts: Partial<SaveFacts>, now = 10_000): string =>
  deriveSaveState({ ...calm, ...facts }, now).state;

describe('the save line', () => {
  it('says saved only when nothing is pending', () => {
    expect(at({})).toBe('saved');
    expect(at({ pending: 1, pendingSince: 10_000 })).toBe('going');
  });

  it('says going aloud after 400 ms and waiting after 2 s', () => {
    const facts = { ...calm, pending: 1, pendingSince: 10_000 };
    expect(deriveSaveState(facts, 10_399)).toMatchObject({ state: 'going', quiet: true });
    expect(deriveSaveState(facts, 10_400)).toMatchObject({ state: 'going', quiet: false });
    expect(deriveSaveState(facts, 12_000)).toMatchObject({ state: 'waiting', pending: 1 });
  });

  it('says cut after 3 s without a connection, with or without something pending', () => {
    const lost = { connected: false, lostAt: 10_000 };
    expect(at(lost, 12_999)).toBe('saved');
    expect(at(lost, 13_000)).toBe('cut');
    expect(at({ ...lost, pending: 2, pendingSince: 12_999 }, 13_000)).toBe('cut');
  });

  it('says cut at once when nothing is heard although the connection seems to stand', () => {
    expect(at({ connected: false, silent: true })).toBe('cut');
  });

  it('says down, and when the next attempt is, after the server asked to try later', () => {
    const facts = { ...calm, connected: false, lostAt: 9_900, down: true, retryAt: 17_200 };
    expect(deriveSaveState(facts, 10_000)).toMatchObject({ state: 'down', retryInSeconds: 8 });
  });

  it('says refused before anything else', () => {
    const refused = { code: 'collab.read-only', message: 'Non' };
    expect(at({ refused, connected: false, down: true, pending: 3, pendingSince: 0 })).toBe('refused');
  });

  it('says readonly to whoever may not edit, and never saved before the document is here', () => {
    expect(at({ access: 'comment' })).toBe('readonly');
    expect(at({ synced: false })).toBe('going');
  });

  it('knows when time alone will change it', () => {
    expect(nextChangeIn(calm, 10_000)).toBeNull();
    expect(nextChangeIn({ ...calm, pending: 1, pendingSince: 9_900 }, 10_000)).toBe(300);
    expect(nextChangeIn({ ...calm, pending: 1, pendingSince: 9_000 }, 10_000)).toBe(1000);
    expect(nextChangeIn({ ...calm, connected: false, lostAt: 9_000, retryAt: 11_250 }, 10_000)).toBe(250);
  });
});
