import { describe, expect, it } from 'vitest';
import type { AccessEntry } from '@maroquin/contracts';
import { accessLines } from './access-lines.js';

const entry = (over: {
  id: string;
  name?: string;
  kind?: 'person' | 'team' | 'everyone';
  role: AccessEntry['role'];
  from: string;
}): AccessEntry => ({
  subject: { id: over.id, kind: over.kind ?? 'person', name: over.name ?? over.id },
  role: over.role,
  customRole: null,
  expiresAt: null,
  from: { id: over.from, kind: 'space', name: 'Espace' },
  grantedBy: null,
  grantedAt: '2026-11-24T10:00:00Z',
});

describe('who has access', () => {
  it('puts you first, then people, then groups', () => {
    const lines = accessLines(
      [
        entry({ id: 'team', kind: 'team', role: 'reader', from: 'doc' }),
        entry({ id: 'awa', role: 'reader', from: 'doc' }),
        entry({ id: 'me', name: 'Zoé', role: 'manager', from: 'doc' }),
      ],
      'doc',
      'me',
    );
    expect(lines.map((line) => line.subject.id)).toEqual(['me', 'awa', 'team']);
  });

  it('shows each subject once, with the strongest right and the one set here', () => {
    const [line] = accessLines(
      [
        entry({ id: 'awa', role: 'editor', from: 'space' }),
        entry({ id: 'awa', role: 'reader', from: 'doc' }),
      ],
      'doc',
      'me',
    );
    expect(line?.effective.role).toBe('editor');
    expect(line?.own?.role).toBe('reader');
  });

  it('prefers the right set here when both are equal', () => {
    const [line] = accessLines(
      [
        entry({ id: 'awa', role: 'reader', from: 'space' }),
        entry({ id: 'awa', role: 'reader', from: 'doc' }),
      ],
      'doc',
      'me',
    );
    expect(line?.effective.from.id).toBe('doc');
  });
});
