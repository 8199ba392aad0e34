import {
  actions,
  extraActs,
  roles,
  type Action,
  type AnyResourceKind,
  type ExtraAct,
  type Role,
} from '@maroquin/contracts';
import { describe, expect, it } from 'vitest';
import { toActs, toExtras } from './extra-acts.js';
import { actionsWithPolicy, holds } from './policies.js';
import { tokenCovers, tokenCoversOrganisation } from './token-scopes.policy.js';

const facts = (
  role: Role | null,
  kind: AnyResourceKind,
  more: { trashed?: boolean; personal?: boolean } = {},
) => ({
  role,
  kind,
  trashed: false,
  personal: false,
  ...more,
});

/** Written by hand from the roles as people read them ("peut lire", "peut commenter" …), not from the sentences. */
const lowest: readonly (readonly [Action, AnyResourceKind, Role])[] = [
  ['resource.read', 'folder', 'reader'],
  ['resource.create', 'folder', 'editor'],
  ['resource.create', 'space', 'editor'],
  ['resource.rename', 'document', 'editor'],
  ['resource.rename', 'space', 'manager'],
  ['resource.move', 'file', 'editor'],
  ['resource.trash', 'document', 'editor'],
  ['resource.trash', 'space', 'manager'],
  ['document.read', 'document', 'reader'],
  ['document.comment', 'document', 'commenter'],
  ['document.suggest', 'document', 'suggester'],
  ['document.edit', 'document', 'editor'],
  ['document.moderate', 'document', 'manager'],
  ['channel.read', 'channel', 'reader'],
  ['channel.archive', 'channel', 'manager'],
  ['message.post', 'channel', 'commenter'],
  ['message.moderate', 'channel', 'manager'],
  ['message.post', 'direct', 'commenter'],
  ['conversation.manage', 'direct', 'commenter'],
  ['file.read', 'file', 'reader'],
  ['file.write', 'file', 'editor'],
  ['access.read', 'document', 'reader'],
  ['access.share', 'document', 'manager'],
  ['access.link', 'document', 'manager'],
  ['access.answer', 'document', 'manager'],
  ['access.manage', 'document', 'manager'],
];

describe('policy sentences', () => {
  it('exist for every act', () => {
    expect([...actionsWithPolicy()].sort()).toEqual([...actions].sort());
    // Of what is in the bin alone, so of nothing that these lines are about.
    const named = [...lowest.map(([action]) => action), 'resource.purge'];
    expect(new Set(named)).toEqual(new Set(actions));
  });

  it.each(lowest)('%s on a %s starts at %s', (action, kind, from) => {
    const allowed = roles.filter((role) => holds(action, facts(role, kind)));
    expect(allowed).toEqual(roles.slice(roles.indexOf(from)));
  });

  it.each(actions)('%s is denied to whoever has no right', (action) => {
    for (const kind of ['space', 'folder', 'document', 'file', 'channel'] as const) {
      expect(holds(action, facts(null, kind))).toBe(false);
    }
  });

  it('allow nothing in a direct conversation but to read, to write and to say who takes part', () => {
    const allowed = actions.filter((action) => holds(action, facts('commenter', 'direct')));
    expect(allowed).toEqual(['channel.read', 'message.post', 'conversation.manage']);
    const byManager = actions.filter((action) => holds(action, facts('manager', 'direct')));
    expect(byManager.filter((action) => !/^(channel|message|conversation)\./.test(action))).toEqual([]);
    const trashed = facts('manager', 'direct', { trashed: true });
    expect(actions.filter((action) => holds(action, trashed))).toEqual([]);
  });

  it('let an archived discussion be read, moderated and opened again, and nobody write in it', () => {
    const archived = { ...facts('manager', 'channel'), archived: true };
    const denied = actions.filter(
      (action) => holds(action, facts('manager', 'channel')) && !holds(action, archived),
    );
    expect(denied).toEqual(['resource.create', 'message.post']);
  });

  it('leave only looking at, restoring and deleting for good in the trash', () => {
    const left = actions.filter((action) =>
      (['folder', 'document', 'file', 'channel'] as const).some((kind) =>
        holds(action, facts('manager', kind, { trashed: true })),
      ),
    );
    expect(left).toEqual(['resource.read', 'resource.trash', 'resource.purge']);
  });

  it('let only who manages it delete what is in the trash for good', () => {
    const allowed = roles.filter((role) =>
      holds('resource.purge', facts(role, 'document', { trashed: true })),
    );
    expect(allowed).toEqual(['manager']);
    expect(holds('resource.purge', facts('manager', 'space', { trashed: true }))).toBe(false);
    expect(holds('resource.purge', facts('manager', 'document'))).toBe(false);
  });

  it('never move, rename or trash what has no other place', () => {
    expect(holds('resource.move', facts('manager', 'space'))).toBe(false);
    expect(holds('resource.rename', facts('manager', 'space', { personal: true }))).toBe(false);
    expect(holds('resource.trash', facts('manager', 'space', { personal: true }))).toBe(false);
  });

  it('keep acts to their kind of resource', () => {
    expect(holds('document.edit', facts('manager', 'file'))).toBe(false);
    expect(holds('message.post', facts('manager', 'document'))).toBe(false);
    expect(holds('file.read', facts('manager', 'document'))).toBe(false);
  });
});

describe('acts that a custom role adds', () => {
  const withActs = (acts: readonly ExtraAct[], kind: AnyResourceKind, more: object = {}) => ({
    ...facts('reader', kind),
    extras: toExtras(acts),
    ...more,
  });

  it.each(extraActs)('%s is allowed, and nothing else', (act) => {
    const plain = actions.filter((action) => holds(action, facts('reader', 'document')));
    const allowed = actions.filter((action) => holds(action, withActs([act], 'document')));
    expect(allowed.filter((action) => !plain.includes(action))).toEqual([act]);
  });

  it('reach no further than the lowest standard role that has them', () => {
    expect(holds('resource.trash', withActs(['resource.trash'], 'space'))).toBe(false);
    expect(holds('resource.rename', withActs(['resource.rename'], 'space'))).toBe(false);
    expect(holds('resource.move', withActs(['resource.move'], 'file', { trashed: true }))).toBe(false);
    expect(holds('access.share', withActs(['access.share'], 'file', { visitor: true }))).toBe(false);
  });

  it('give nothing to whoever has no right', () => {
    expect(holds('resource.trash', withActs(['resource.trash'], 'file', { role: null }))).toBe(false);
  });

  it('are read back as they were written', () => {
    expect(toActs(toExtras(['access.share', 'resource.move']))).toEqual(['resource.move', 'access.share']);
    expect(toActs(toExtras(['access.manage', 'document.edit']))).toEqual([]);
  });
});

describe('token scopes', () => {
  it('narrow what a token may do', () => {
    expect(tokenCovers(['documents'], 'document.edit')).toBe(true);
    expect(tokenCovers(['documents'], 'resource.create')).toBe(true);
    expect(tokenCovers(['documents'], 'message.post')).toBe(false);
    expect(tokenCovers(['messages'], 'channel.read')).toBe(true);
    expect(tokenCovers(['admin'], 'resource.read')).toBe(false);
    expect(tokenCovers([], 'resource.read')).toBe(false);
  });

  it('of a browser session and of `all` cover every act', () => {
    for (const action of actions) {
      expect(tokenCovers(null, action)).toBe(true);
      expect(tokenCovers(['all'], action)).toBe(true);
    }
  });

  it('ask `admin` for acts on the organisation', () => {
    expect(tokenCoversOrganisation(['documents', 'files', 'messages'])).toBe(false);
    expect(tokenCoversOrganisation(['admin'])).toBe(true);
    expect(tokenCoversOrganisation(null)).toBe(true);
  });
});
