import { useCallback, useEffect, useState } from 'react';
import { type DocumentSuggestions, EDIT_MODES, type EditMode } from './document-suggestions.js';

export interface Modes {
  readonly mode: EditMode;
  /** What this person may choose here; one alone is no choice. */
  readonly offered: readonly EditMode[];
  /** The document takes suggestions only, from this person too. */
  readonly isOnly: boolean;
  readonly choose: (mode: EditMode) => void;
}

const keyOf = (documentId: string, personId: string): string => `maroquin.mode ${personId} ${documentId}`;

/** What typing does in this document, as this person chose on this computer. */
export const useMode = (
  suggestions: DocumentSuggestions,
  ids: { documentId: string; personId: string },
  may: { write: boolean; suggest: boolean; onlySuggest: boolean },
): Modes => {
  const { write, suggest } = may;
  const key = keyOf(ids.documentId, ids.personId);
  // Kept while something else is in force: who loses a right for a while has their choice again with it.
  const [chosen, setChosen] = useState<EditMode>(() => stored(key) ?? 'write');
  const choose = useCallback(
    (mode: EditMode) => {
      setChosen(mode);
      store(key, mode);
    },
    [key],
  );
  const offered = EDIT_MODES.filter(
    (mode) => (mode === 'write' && write) || (mode === 'suggest' && suggest) || mode === 'read',
  );
  const mode = offered.includes(chosen) ? chosen : (offered[0] ?? 'read');
  useEffect(() => {
    if (suggestions.mode.get() !== mode) suggestions.mode.set(mode);
  }, [suggestions, mode]);
  return { mode, offered, choose, isOnly: may.onlySuggest && suggest && !write };
};

// A browser may keep nothing at all.
const stored = (key: string): EditMode | null => {
  try {
    const kept = localStorage.getItem(key);
    return EDIT_MODES.find((mode) => mode === kept) ?? null;
  } catch {
    return null;
  }
};
const store = (key: string, mode: EditMode): void => {
  try {
    localStorage.setItem(key, mode);
  } catch {
    // The choice holds until the page is closed.
  }
};
