import { useCallback, useEffect, useMemo } from 'react';
import type { Place } from '@maroquin/contracts';
import { type AboutDocument, browserOutbox, type Collab, useUnsentSession } from '../../coediting/index.js';
import { useMe } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { toast } from '../../../ui/index.js';

const RESTORED = 4409;

/**
 * Keeps unsent work out of harm's way. When the document was restored meanwhile, the page starts again by itself: at once
 * if nothing was unsent, otherwise after the work was set aside for a copy.
 * @returns sets aside what was refused, for a new document
 */
export function useAside({ resource }: Place, collab: Collab, onRestart: () => void): () => void {
  const t = useT();
  const me = useMe().person;
  const session = useUnsentSession();
  const { provider, state } = collab;
  const { id, name, parentId, documentKind } = resource;
  const about = useMemo<AboutDocument>(
    () => ({ title: name, parentId, kind: documentKind === 'text' ? 'text' : 'prose' }),
    [name, parentId, documentKind],
  );
  const isPending = state.pending > 0;
  useEffect(() => {
    // Who finds the work on a later visit can then say what it belongs to.
    if (isPending) browserOutbox.describe({ documentId: id, personId: me.id }, about).catch(() => undefined);
  }, [isPending, id, me.id, about]);
  const setAside = useCallback(
    async (code: string): Promise<void> => {
      const { work, stored } = await provider.setAside(about, { code, state: 'copying' });
      onRestart();
      await (await session()).adopt(work, stored);
    },
    [provider, about, session, onRestart],
  );
  const isRestored = state.ended === RESTORED;
  useEffect(() => {
    if (!isRestored) return;
    if (provider.state.getSnapshot().pending > 0) void setAside('collab.epoch');
    else {
      toast({ text: t('editor.restored') });
      onRestart();
    }
  }, [isRestored, provider, setAside, onRestart, t]);
  const code = state.refused?.code ?? 'collab.read-only';
  return useCallback(() => void setAside(code), [setAside, code]);
}
