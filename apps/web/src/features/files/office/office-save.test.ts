import { describe, expect, it } from 'vitest';
import { ARRIVES_WITHIN_MS, officeSave } from './office-save.js';

const facts = { version: 3, isRefused: false, now: 100_000 };

describe('what the page says of a file in the office editor', () => {
  it('is "saved" while the editor changed nothing', () => {
    expect(officeSave({ ...facts, pending: null })).toBe('saved');
  });

  it('is that changes are in the editor until the editor says that it saved them', () => {
    expect(officeSave({ ...facts, pending: { after: 3, saidSavedAt: null } })).toBe('inEditor');
    expect(officeSave({ ...facts, version: 4, pending: { after: 3, saidSavedAt: null } })).toBe('inEditor');
  });

  it('is not "saved" on the word of the editor, before a newer version is committed', () => {
    expect(officeSave({ ...facts, pending: { after: 3, saidSavedAt: 99_000 } })).toBe('arriving');
    const late = { after: 3, saidSavedAt: facts.now - ARRIVES_WITHIN_MS };
    expect(officeSave({ ...facts, pending: late })).toBe('lost');
    expect(officeSave({ ...facts, pending: { after: null, saidSavedAt: 99_000 } })).toBe('arriving');
  });

  it('is "saved" once a version is committed that is newer than the changes', () => {
    expect(officeSave({ ...facts, version: 4, pending: { after: 3, saidSavedAt: 99_000 } })).toBe('saved');
  });

  it('is a failure as soon as the service refused the last save', () => {
    expect(officeSave({ ...facts, isRefused: true, pending: null })).toBe('failed');
  });
});
