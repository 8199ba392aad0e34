import { useCallback, useState } from 'react';
import { useMe } from '../../api/index.js';

const MOST = 6;
const keyOf = (personId: string): string => `maroquin.searches.${personId}`;

function read(personId: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(personId)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function write(personId: string, searches: readonly string[]): void {
  try {
    localStorage.setItem(keyOf(personId), JSON.stringify(searches));
  } catch {
    // A browser that keeps nothing: they last as long as the page.
  }
}

export interface RecentSearches {
  readonly recent: readonly string[];
  readonly keep: (typed: string) => void;
  readonly forget: () => void;
}

/** What one looked for last. It stays on this device and is sent nowhere. */
export function useRecentSearches(): RecentSearches {
  const { id } = useMe().person;
  const [recent, setRecent] = useState(() => read(id));
  const keep = useCallback(
    (typed: string) => {
      const words = typed.trim();
      if (words === '' || words.startsWith('>')) return;
      const next = [words, ...read(id).filter((one) => one !== words)].slice(0, MOST);
      write(id, next);
      setRecent(next);
    },
    [id],
  );
  const forget = useCallback(() => {
    write(id, []);
    setRecent([]);
  }, [id]);
  return { recent, keep, forget };
}
