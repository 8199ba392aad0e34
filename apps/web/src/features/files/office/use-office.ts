import { type RefObject, useEffect, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { OfficeSession } from '@maroquin/contracts';
import { isApiError } from '../../../api/index.js';
import { postToEditor, useEditorMessages } from './editor-messages.js';
import { openOffice, useOfficeState } from './office-api.js';
import { ARRIVES_WITHIN_MS, isCommitted, officeSave, pageNow, type PendingChanges } from './office-save.js';

/** The editor's session for this file. Opened once: another one would be another editor. */
export const useOfficeSession = (fileId: string) =>
  useQuery({
    queryKey: ['office-session', fileId],
    queryFn: ({ signal }) => openOffice(fileId, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });

/** Why the editor is closed; null: it is open. */
export type OfficeEnd = 'gone' | 'restricted' | 'readOnly' | null;

/** What has become of the file here, in the words of `officeSave`. */
export function useOfficeSave(fileId: string, session: OfficeSession) {
  const [pending, setPending] = useState<PendingChanges | null>(null);
  const [now, setNow] = useState(pageNow);
  const state = useOfficeState(fileId, pending !== null);
  const committedFrom = state.data?.committedFrom ?? null;
  const { refetch } = state;
  const onModified = (isModified: boolean): void => {
    if (!isModified) {
      setNow(pageNow());
      setPending((before) => before && { ...before, saidSavedAt: pageNow() });
      void refetch();
      return;
    }
    setPending({ since: pageNow(), saidSavedAt: null });
  };
  useEffect(() => {
    if (pending !== null && isCommitted(pending, committedFrom)) setPending(null);
  }, [pending, committedFrom]);
  const saidSavedAt = pending?.saidSavedAt ?? null;
  useEffect(() => {
    if (saidSavedAt === null) return;
    const timer = setTimeout(() => setNow(pageNow()), ARRIVES_WITHIN_MS);
    return () => clearTimeout(timer);
  }, [saidSavedAt]);
  const failure = state.data?.failure ?? null;
  const save = officeSave({ pending, committedFrom, isRefused: failure !== null, now });
  const end = endOf(state.error, session.mode === 'edit' && state.data?.mayWrite === false);
  return { save, failure, end, state: state.data, onModified };
}

function endOf(error: unknown, isReadOnly: boolean): OfficeEnd {
  if (isApiError(error, 'request.not-found')) return 'gone';
  if (isApiError(error, 'marking.forbids-editor')) return 'restricted';
  return isReadOnly ? 'readOnly' : null;
}

/** Greets the editor, receives its messages, and hands it a new token before the one that it has ends. */
export function useEditorLink(
  frame: RefObject<HTMLIFrameElement | null>,
  fileId: string,
  session: OfficeSession,
  handlers: { onModified: (isModified: boolean) => void; onClose: () => void },
): void {
  const { origin } = new URL(session.action);
  useEditorMessages(frame, origin, ({ id, values }) => {
    if (id === 'App_LoadingStatus') postToEditor(frame.current, origin, 'Host_PostmessageReady');
    if (id === 'Doc_ModifiedStatus') handlers.onModified(values['Modified'] === true);
    if (id === 'UI_Close' || id === 'close') handlers.onClose();
  });
  const { accessTokenTtl } = session;
  useEffect(() => {
    let until = accessTokenTtl;
    let timer: ReturnType<typeof setTimeout>;
    const renew = async (): Promise<void> => {
      const next = await openOffice(fileId, { renews: true }).catch(() => null);
      if (next !== null) {
        until = next.accessTokenTtl;
        postToEditor(frame.current, origin, 'Reset_Access_Token', { token: next.accessToken });
      }
      wait();
    };
    const wait = (): void => {
      timer = setTimeout(() => void renew(), Math.max(60_000, (until - Date.now()) / 2));
    };
    wait();
    return () => clearTimeout(timer);
  }, [frame, fileId, origin, accessTokenTtl]);
}
