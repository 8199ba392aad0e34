import { useState } from 'react';
import { localeSchema, type Locale } from '@maroquin/contracts';

const keyOf = (documentId: string): string => `maroquin.language.${documentId}`;

/**
 * The language a document is checked in and typed with: French or English, chosen for this document on this computer,
 * at first that of the interface.
 */
export const useDocumentLanguage = (
  documentId: string,
  first: Locale,
): [Locale, (language: Locale) => void] => {
  const [language, setLanguage] = useState<Locale>(() => {
    const kept = localeSchema.safeParse(localStorage.getItem(keyOf(documentId)));
    return kept.success ? kept.data : first;
  });
  return [
    language,
    (next) => {
      localStorage.setItem(keyOf(documentId), next);
      setLanguage(next);
    },
  ];
};
