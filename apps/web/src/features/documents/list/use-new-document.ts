import { useCallback } from 'react';
import { useNavigate } from 'react-router';
import { rightHasAct } from '@maroquin/contracts';
import { useCreateDocument, useMe, useSpaces } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { reportFailure } from '../../../ui/index.js';

/** Creates an untitled document and opens it. Without a parent it goes to the person's own space. */
export function useNewDocument() {
  const t = useT();
  const navigate = useNavigate();
  const { mutateAsync } = useCreateDocument();
  return useCallback(
    async (input: { kind: 'prose' | 'text'; parentId?: string; title?: string }): Promise<void> => {
      const title = input.title ?? t(input.kind === 'prose' ? 'places.untitled' : 'places.untitledNote');
      try {
        const { id } = await mutateAsync({
          title,
          kind: input.kind,
          ...(input.parentId ? { parentId: input.parentId } : {}),
        });
        await navigate(`/d/${id}`, { state: { isNew: true } });
      } catch (error) {
        reportFailure(error);
      }
    },
    [mutateAsync, navigate, t],
  );
}

/**
 * A new document from a page that is not itself a place: in the person's own space or, for a guest, who has none, in a
 * space where it may write. null: there is no such space.
 */
export function useNewDocumentAnywhere(): (() => void) | null {
  const create = useNewDocument();
  const isGuest = useMe().personalSpaceId === null;
  const spaces = useSpaces().data?.items ?? [];
  if (!isGuest) return () => void create({ kind: 'prose' });
  const space = spaces.find((one) => rightHasAct(one, 'resource.create'));
  return space === undefined ? null : () => void create({ kind: 'prose', parentId: space.id });
}
