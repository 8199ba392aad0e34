import { describe, expect, it } from 'vitest';
import { ARRIVES_WITHIN_MS, officeSave } from './office-save.js';

const facts = { committedFrom: 50_000, isRefused: false, now: 100_000 };

describe('what the page says of a file in the office editor', () => {
  it('is "saved" while the editor changed nothing', () => {
    expect(officeSave({ ...facts, pending: null })).toBe('saved');
  });

  it('is that changes are in the editor until the editor says that it saved them', () => {
    const pending = { since: 60_000, saidSavedAt: null };
    expect(officeSave({ ...facts, pending })).toBe('inEditor');
    expect(officeSave({ ...facts, committedFrom: 70_000, pending })).toBe('inEditor');
  });

  it('is not "saved" on the word of the editor, before a save of it is committed', () => {
    const pending = { since: 60_000, saidSavedAt: 99_000 };
    expect(officeSave({ ...facts, pending })).toBe('arriving');
    expect(officeSave({ ...facts, committedFrom: null, pending })).toBe('arriving');
    const late = { since: 60_000, saidSavedAt: facts.now - ARRIVES_WITHIN_MS };
    expect(officeSave({ ...facts, pending: late })).toBe('lost');
  });

  it('is "saved" once a save is committed that was sent after the changes', () => {
    const pending = { since: 60_000, saidSavedAt: 99_000 };
    expect(officeSave({ ...facts, committedFrom: 98_000, pending })).toBe('saved');
  });

  it('is not "saved" when only an earlier save arrives, sent before the changes and slow on its way', () => {
    const pending = { since: 90_000, saidSavedAt: 99_000 };
    expect(officeSave({ ...facts, committedFrom: 89_000, pending })).toBe('arriving');
  });

  it('is a failure as soon as the service refused the last save', () => {
    expect(officeSave({ ...facts, isRefused: true, pending: null })).toBe('failed');
  });
});
