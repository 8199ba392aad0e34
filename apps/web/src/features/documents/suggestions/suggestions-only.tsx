import { FilePen } from 'lucide-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { ResourceView } from '@maroquin/contracts';
import { queryKeys, request } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { Icon, type MenuAction, reportFailure, toast } from '../../../ui/index.js';
import './suggestions.css';

type Suggested = Pick<ResourceView, 'id' | 'role' | 'documentKind' | 'suggestionsOnly'>;

/** Over the text: that it takes suggestions only, and what that means for this reader. */
export function SuggestionsOnlyNote({ of }: { of: Suggested }) {
  const t = useT();
  if (of.suggestionsOnly !== true) return null;
  const who = of.role === 'manager' || of.role === 'suggester' ? of.role : 'reader';
  return (
    <p className="mq-only" role="note" aria-label={t('only.title')}>
      <Icon of={FilePen} size="s" />
      <span>
        <b>{t('only.title')}</b> {t(`only.${who}`)}
      </span>
    </p>
  );
}

/** For a document's managers: whether it takes suggestions only. Undone from the toast. */
export function useSuggestionsOnly({ id, role, documentKind, suggestionsOnly }: Suggested): MenuAction[] {
  const t = useT();
  const client = useQueryClient();
  const { mutateAsync } = useMutation({
    mutationFn: (on: boolean) => request('PUT', `/documents/${id}/suggestions-only`, { body: { on } }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.place(id) }),
  });
  const isOn = suggestionsOnly === true;
  const set = useCallback(
    async (on: boolean): Promise<void> => {
      try {
        await mutateAsync(on);
        toast({ text: t(on ? 'only.isOn' : 'only.isOff'), undo: () => void set(!on) });
      } catch (error) {
        reportFailure(error);
      }
    },
    [mutateAsync, t],
  );
  if (role !== 'manager' || documentKind !== 'prose') return [];
  return [
    {
      ...{ id: 'suggestions-only', icon: FilePen, label: t(isOn ? 'only.turnOff' : 'only.turnOn') },
      onAction: () => void set(!isOn),
    },
  ];
}
