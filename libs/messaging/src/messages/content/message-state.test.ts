import { REACTIONS_MAX } from '@maroquin/contracts';
import { newId } from '@maroquin/platform/config';
import type { FeedEntry } from '@maroquin/platform/feeds';
import { describe, expect, it } from 'vitest';
import { decodeMessage, encodeMessage } from './message-payload.js';
import { type ActFacts, applyAct, type MessageState } from './message-state.js';
import { asDeleted, peopleOf, toChange, toMessageView } from './message-view.js';

const author = newId();
const facts = (of: Partial<ActFacts> = {}): ActFacts => ({
  ...{ by: author, at: new Date(0), authorId: author, text: 'Bonjour' },
  ...{ moderates: false, pinsAreFull: false, callsMany: false },
  ...of,
});
const entry = (erased: boolean): FeedEntry => ({
  ...{ feed: newId(), first: 1, last: 1, kind: 'message', actorId: author, clientId: newId() },
  ...{ at: new Date(0), erased, payload: encodeMessage({ id: newId(), text: erased ? '' : 'Bonjour' }) },
});

describe('the state of a message', () => {
  it('that was put back beside an erased entry shows nothing of what was said', () => {
    const kept: MessageState = { text: 'Un secret', reactions: [{ sign: 'seen', people: [author] }] };
    const erased = entry(true);
    const view = toMessageView(erased, decodeMessage(erased.payload), new Map(), { version: 1, state: kept });
    expect(view).toMatchObject({ text: '', deleted: { by: null } });
    expect(view.reactions).toBeUndefined();
  });

  it('whose message was erased meanwhile names nobody as having deleted it', () => {
    const gone = asDeleted({ version: 2, state: { text: 'Un secret', mentions: [author], changedAt: 0 } });
    expect(peopleOf(gone.state)).toEqual([]);
    expect(toChange(1, gone, new Map())).toEqual({
      ...{ seq: 1, version: 2, text: '' },
      deleted: { by: null, at: new Date(0).toISOString() },
    });
  });

  describe('that was read behind its message', () => {
    const file = { id: newId(), name: 'plan.pdf', size: 1, mediaType: 'application/pdf' };
    const before: FeedEntry = {
      ...entry(false),
      payload: encodeMessage({ id: newId(), text: 'Un secret', quote: 1, files: [file], mentions: [author] }),
    };
    const names = new Map([[author, { id: author, name: 'Claire' }]]);
    const seen = (state: MessageState) =>
      toMessageView(before, decodeMessage(before.payload), names, { version: 1, state });

    it('shows one that was deleted in between as a fresh read does: no quote, no files, nobody named', () => {
      const view = seen({ deleted: { by: author, at: new Date(0).toISOString() } });
      expect(view).toMatchObject({ text: '', deleted: { by: { id: author } } });
      for (const said of ['quote', 'files', 'mentions']) expect(view).not.toHaveProperty(said);
    });

    it('names for one that was edited in between whom its new text names alone', () => {
      const view = seen({ text: 'Autre chose', mentions: [] });
      expect(view).toMatchObject({ text: 'Autre chose', quote: 1, files: [file] });
      expect(view).not.toHaveProperty('mentions');
    });
  });

  it('says of everybody who reacted that they did, named or not', () => {
    const people = Array.from({ length: 60 }, () => newId());
    const { reactions } = toChange(
      1,
      { version: 1, state: { reactions: [{ sign: 'seen', people }] } },
      new Map(),
    );
    expect(reactions).toEqual([{ sign: 'seen', count: 60, people: [], others: people.slice(50) }]);
  });

  it('takes so many reactions of all people and signs, and one can still be taken back', () => {
    const people = Array.from({ length: REACTIONS_MAX }, () => newId());
    const full: MessageState = { reactions: [{ sign: 'seen', people }] };
    const act = (by: string | undefined, on: boolean) =>
      applyAct(full, { kind: 'react', sign: 'agreed', on }, facts({ by: by ?? '' }));
    expect(() => act(author, true)).toThrow('message.too-many-reactions');
    const less = applyAct(full, { kind: 'react', sign: 'seen', on: false }, facts({ by: people[0] ?? '' }));
    expect(less.reactions?.[0]?.people).toHaveLength(REACTIONS_MAX - 1);
  });

  it('does not begin to call many people by an edit, and goes on where it did', () => {
    const edit = { kind: 'edit', text: 'Réunion <@tous>', mentions: [] } as const;
    expect(() => applyAct({}, edit, facts({ callsMany: true }))).toThrow('message.many-people');
    const called = facts({ callsMany: true, text: 'Bonjour <@tous>' });
    expect(applyAct({}, edit, called)).toMatchObject({ text: 'Réunion <@tous>', edits: 1 });
  });
});
