import { useCallback, useEffect, useMemo } from 'react';
import type { Place } from '@maroquin/contracts';
import {
  type AboutDocument,
  browserOutbox,
  type Collab,
  useSaveState,
  useUnsentSession,
} from '../../coediting/index.js';
import { useMe } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { toast } from '../../../ui/index.js';

const RESTORED = 4409;

/**
 * Keeps unsent work out of harm's way. When the document was restored meanwhile, the page starts again by itself: at once
 * if nothing was unsent, otherwise after the work was set aside for a copy.
 * @returns sets aside what was refused, for a new document
 */
export function useAside({ resource }: Place, { provider }: Collab, onRestart: () => void): () => void {
  const t = useT();
  const me = useMe().person;
  const session = useUnsentSession();
  const state = useSaveState(provider, ({ ended, refused }) => ({ ended, refused }));
  const { id, name, parentId, documentKind } = resource;
  const about = useMemo<AboutDocument>(
    () => ({ title: name, parentId, kind: documentKind === 'text' ? 'text' : 'prose' }),
    [name, parentId, documentKind],
  );
  useEffect(() => {
    // Who finds the work on a later visit can then say what it belongs to.
    const describe = (): void => {
      browserOutbox.describe({ documentId: id, personId: me.id }, about).catch(() => undefined);
    };
    let wasPending = false;
    const follow = (): void => {
      const isPending = provider.state.getSnapshot().pending > 0;
      if (isPending && !wasPending) describe();
      wasPending = isPending;
    };
    follow();
    return provider.state.subscribe(follow);
  }, [provider, id, me.id, about]);
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
