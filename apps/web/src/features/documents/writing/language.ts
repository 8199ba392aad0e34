import { useEffect, useState } from 'react';
import type { Locale, Place } from '@maroquin/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Text, XmlFragment, type Doc } from 'yjs';
import { queryKeys, request, usePlace } from '../../../api/index.js';
import { reportFailure } from '../../../ui/index.js';
import { lettersOf } from './exact-edits.js';
import { guessLanguage } from './guess-language.js';

const RECHECK_MS = 2000;
/** This much text is enough to detect the language, and costs nothing. */
const SAMPLE = 5000;

/** The first words of a document, whatever its kind, without the marks on them. */
function sampleOf(doc: Doc): string {
  let words = '';
  const read = (type: unknown): void => {
    if (words.length >= SAMPLE) return;
    if (type instanceof Text) words += ` ${lettersOf(type)}`;
    else if (type instanceof XmlFragment) for (const child of type.toArray()) read(child);
  };
  for (const root of doc.share.values()) read(root);
  return words.slice(0, SAMPLE);
}

/**
 * The language a document is checked in, typed with and read aloud in: that of its own words, not of the interface, or
 * the one that somebody chose for it. French where too little is written to tell.
 */
export function useDocumentLanguage(documentId: string, source: Doc | string): Locale {
  const place = usePlace(documentId);
  const guessed = useGuess(source);
  return place.data?.resource.documentLanguage ?? guessed ?? 'fr';
}

/** Chooses it for everybody; seen here at once. */
export function useChooseLanguage(documentId: string): (language: Locale) => void {
  const client = useQueryClient();
  const queryKey = queryKeys.place(documentId);
  const { mutate } = useMutation({
    mutationFn: (language: Locale) =>
      request('PUT', `/documents/${documentId}/language`, { body: { language } }),
    onMutate: async (documentLanguage) => {
      await client.cancelQueries({ queryKey });
      client.setQueryData<Place>(
        queryKey,
        (place) => place && { ...place, resource: { ...place.resource, documentLanguage } },
      );
    },
    onSettled: () => client.invalidateQueries({ queryKey }),
    onError: reportFailure,
  });
  return mutate;
}

/** Decided once: a quotation added later does not change the language of a text. */
function useGuess(source: Doc | string): Locale | null {
  const read = () => guessLanguage(typeof source === 'string' ? source.slice(0, SAMPLE) : sampleOf(source));
  const [guess, setGuess] = useState(read);
  useEffect(() => {
    if (typeof source === 'string' || guess !== null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const check = (): void => {
      timer = undefined;
      setGuess(guessLanguage(sampleOf(source)));
    };
    const later = (): void => {
      timer ??= setTimeout(check, RECHECK_MS);
    };
    check();
    source.on('update', later);
    return () => {
      clearTimeout(timer);
      source.off('update', later);
    };
  }, [source, guess]);
  return guess;
}
