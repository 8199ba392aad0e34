import { describe, expect, it, vi } from 'vitest';
import type { Tx } from '../database/index.js';
import { type DomainEvent, Events } from './index.js';

/** The part of a transaction that events use: what runs once it is committed. */
function transaction(): { tx: Pick<Tx, 'afterCommit'>; commit: () => void } {
  const hooks: (() => void)[] = [];
  return {
    tx: { afterCommit: (hook) => hooks.push(hook) },
    commit: () => {
      for (const hook of hooks) hook();
    },
  };
}
const changed: DomainEvent = { type: 'resource.changed', orgId: 'o', parentId: 'p', id: 'r' };

describe('events', () => {
  it('are told after commit, not before', () => {
    const events = new Events({ error: vi.fn() });
    const heard: unknown[] = [];
    events.on('resource.changed', (event) => heard.push(event));
    const { tx, commit } = transaction();
    events.publishAfterCommit(tx, changed);
    expect(heard).toEqual([]);
    commit();
    expect(heard).toEqual([changed]);
  });

  it('reach only who listens for them, until they stop', () => {
    const events = new Events({ error: vi.fn() });
    const heard: string[] = [];
    const stop = events.on('resource.changed', () => heard.push('resource'));
    events.on('session.ended', () => heard.push('session'));
    const first = transaction();
    events.publishAfterCommit(first.tx, changed);
    first.commit();
    stop();
    const second = transaction();
    events.publishAfterCommit(second.tx, changed);
    second.commit();
    expect(heard).toEqual(['resource']);
  });

  it('are told to the others when one listener fails', () => {
    const error = vi.fn();
    const events = new Events({ error });
    const heard: string[] = [];
    events.on('resource.changed', () => {
      throw new Error('mine');
    });
    events.on('resource.changed', () => heard.push('second'));
    const { tx, commit } = transaction();
    events.publishAfterCommit(tx, changed);
    commit();
    expect(heard).toEqual(['second']);
    expect(error).toHaveBeenCalledOnce();
  });
});
