import { useEffect, useState } from 'react';
import { localeSchema, type Locale } from '@maroquin/contracts';
import { Text, XmlFragment, type Doc } from 'yjs';
import { guessLanguage } from './guess-language.js';

const keyOf = (documentId: string): string => `maroquin.language.${documentId}`;
const LOOK_AGAIN_MS = 2000;
/** So much is enough to tell, and costs nothing. */
const SAMPLE = 5000;

/** The words of a document, whatever its kind, without the marks around them. */
const sampleOf = (doc: Doc): string =>
  [...doc.share.values()]
    .map((root) => (root instanceof XmlFragment || root instanceof Text ? root.toString() : ''))
    .map((text) => text.slice(0, 4 * SAMPLE))
    .join(' ')
    .replaceAll(/<[^>]*>/gu, ' ')
    .slice(0, SAMPLE);

/**
 * The language a document is checked in, typed with and read aloud in: that of its own words, not of the interface, or
 * the one chosen for it on this computer. French where too little is written to tell.
 */
export const useDocumentLanguage = (
  documentId: string,
  source: Doc | string,
): [Locale, (language: Locale) => void] => {
  const [chosen, choose] = useState<Locale | null>(() => {
    const kept = localeSchema.safeParse(localStorage.getItem(keyOf(documentId)));
    return kept.success ? kept.data : null;
  });
  const guessed = useGuess(source);
  return [
    chosen ?? guessed ?? 'fr',
    (next) => {
      localStorage.setItem(keyOf(documentId), next);
      choose(next);
    },
  ];
};

/** Decided once: a quotation added later does not change the language of a text. */
function useGuess(source: Doc | string): Locale | null {
  const read = () => guessLanguage(typeof source === 'string' ? source.slice(0, SAMPLE) : sampleOf(source));
  const [guess, setGuess] = useState(read);
  useEffect(() => {
    if (typeof source === 'string' || guess !== null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      timer = undefined;
      setGuess(guessLanguage(sampleOf(source)));
    };
    const later = (): void => {
      timer ??= setTimeout(look, LOOK_AGAIN_MS);
    };
    look();
    source.on('update', later);
    return () => {
      clearTimeout(timer);
      source.off('update', later);
    };
  }, [source, guess]);
  return guess;
}
