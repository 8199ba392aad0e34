import { ListOrdered } from 'lucide-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback } from 'react';
import { type Place, type ResourceView, roleAtLeast } from '@maroquin/contracts';
import { headingNumbers } from '@maroquin/prose';
import { queryKeys, request } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { type MenuAction, reportFailure, toast, useStore } from '../../../ui/index.js';
import type { DocumentNavigation } from './navigation.js';
import './numbered-titles.css';

/** For whoever edits the document: whether its titles bear numbers, for everybody. Undone from the toast. */
export function useNumberedTitles({ id, role, documentKind, numberedTitles }: ResourceView): MenuAction[] {
  const t = useT();
  const client = useQueryClient();
  const queryKey = queryKeys.place(id);
  const { mutateAsync } = useMutation({
    mutationFn: (on: boolean) => request('PUT', `/documents/${id}/numbered-titles`, { body: { on } }),
    // Seen at once.
    onMutate: async (on) => {
      await client.cancelQueries({ queryKey });
      client.setQueryData<Place>(
        queryKey,
        (place) => place && { ...place, resource: { ...place.resource, numberedTitles: on || undefined } },
      );
    },
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  const isOn = numberedTitles === true;
  const set = useCallback(
    async (on: boolean): Promise<void> => {
      try {
        await mutateAsync(on);
        toast({ text: t(on ? 'outline.areNumbered' : 'outline.areNotNumbered'), undo: () => void set(!on) });
      } catch (error) {
        reportFailure(error);
      }
    },
    [mutateAsync, t],
  );
  if (!roleAtLeast(role, 'editor') || documentKind !== 'prose') return [];
  return [
    {
      ...{ id: 'numbered-titles', icon: ListOrdered },
      label: t(isOn ? 'outline.unnumber' : 'outline.number'),
      onAction: () => void set(!isOn),
    },
  ];
}

interface SheetProps {
  navigation: DocumentNavigation;
  children: ReactNode;
}
/** The sheet of a text that is open; style sheets count its titles while it says so. */
export function NumberedSheet({ navigation, children }: SheetProps) {
  const areNumbered = useStore(navigation.numbered);
  const headings = useStore(navigation.headings);
  const from = areNumbered ? headingNumbers(headings.map(({ level }) => level)).top : undefined;
  return (
    <div className="mq-sheet" data-numbered-from={from}>
      {children}
    </div>
  );
}
