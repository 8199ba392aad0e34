import { useCallback } from 'react';
import { useNavigate } from 'react-router';
import { useCreateDocument } from '../../../api/index.js';
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
