import {
  type CircuitAct,
  circuitContentSchema,
  circuitSchema,
  circuitsSchema,
  type CircuitView,
  createdSchema,
  documentSchema,
  exportEnding,
  type SignedFormat,
  type StartCircuit,
} from '@maroquin/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { downloadMade, listWhole, newKey, queryKeys, request } from '../../../api/index.js';

/** Among what stands in the document, so that hints of the server about it are hints about its circuits as well. */
const keyOf = (documentId: string) => [...queryKeys.children(documentId), 'circuits'] as const;

export const useCircuits = (documentId: string) =>
  useQuery({
    queryKey: keyOf(documentId),
    // Whether the text was changed since is told by no hint.
    staleTime: 0,
    queryFn: ({ signal }) =>
      listWhole(`/documents/${documentId}/circuits`, { schema: circuitsSchema, signal, mostPages: 5 }),
  });

export const useCircuitContent = (documentId: string, id: string) =>
  useQuery({
    queryKey: [...keyOf(documentId), id, 'content'],
    retry: false,
    queryFn: ({ signal }) =>
      request('GET', `/documents/${documentId}/circuits/${id}/content`, {
        schema: circuitContentSchema,
        signal,
      }),
  });

/** What an act changes: the panel, and what waits for me. */
const useAgain = (documentId: string) => {
  const client = useQueryClient();
  return async () => {
    await client.invalidateQueries({ queryKey: keyOf(documentId) });
    void client.invalidateQueries({ queryKey: queryKeys.notifications });
  };
};

/** Which version was on the screen when the form opened is not known: it is to be read again before it is submitted. */
export class VersionNotShown extends Error {}

/** The version on the screen when the form opens: what others write from then on is not submitted unseen. */
const useShownVersion = (documentId: string, whenLive: () => Promise<void>): (() => Promise<number>) => {
  // Asked once: a later answer would name what others wrote behind the form.
  const [asked] = useState<{ answer: Promise<number> | null }>({ answer: null });
  const ask = useCallback((): Promise<number> => {
    const read = async (): Promise<number> => {
      await whenLive();
      return (await request('GET', `/documents/${documentId}`, { schema: documentSchema })).seq;
    };
    asked.answer ??= read().catch((cause: unknown) => {
      throw new VersionNotShown('the version on the screen is not known', { cause });
    });
    return asked.answer;
  }, [asked, documentId, whenLive]);
  useEffect(() => void ask().catch(() => undefined), [ask]);
  return ask;
};

export const useStartCircuit = (documentId: string, whenLive: () => Promise<void>) => {
  const onSettled = useAgain(documentId);
  const shownVersion = useShownVersion(documentId, whenLive);
  return useMutation({
    mutationFn: async (wanted: Omit<StartCircuit, 'seq'>) => {
      const body: StartCircuit = { ...wanted, seq: await shownVersion() };
      return request('POST', `/documents/${documentId}/circuits`, {
        body,
        schema: createdSchema,
        idempotencyKey: newKey(),
      });
    },
    onSettled,
  });
};

export const useActInCircuit = (documentId: string, id: string) => {
  const onSettled = useAgain(documentId);
  return useMutation({
    mutationFn: (body: CircuitAct) =>
      request('POST', `/documents/${documentId}/circuits/${id}/acts`, { body, schema: circuitSchema }),
    onSettled,
  });
};

export const useCancelCircuit = (documentId: string, id: string) => {
  const onSettled = useAgain(documentId);
  return useMutation({
    mutationFn: () => request('POST', `/documents/${documentId}/circuits/${id}/cancel`),
    onSettled,
  });
};

/** @throws ApiError */
export const downloadSigned = (
  documentId: string,
  { id, title }: CircuitView,
  format: SignedFormat,
): Promise<void> =>
  downloadMade(
    `/documents/${documentId}/circuits/${id}/signed?format=${format}`,
    format === 'signed' ? `${title}.signe.json` : `${title}.${exportEnding(format)}`,
  );
