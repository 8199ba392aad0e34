import { FolderInput, KeyRound, UserCheck, UserX } from 'lucide-react';
import type { PersonRow } from '@maroquin/contracts';
import type { HandedLink } from '../identity/index.js';
import { useT } from '../../i18n/index.js';
import { type MenuAction, reportFailure, toast } from '../../ui/index.js';
import { usePersonEnd, usePersonLink } from './administration-api.js';

/** What an administration account may do with somebody's account. */
export function usePersonActions(
  orgId: string,
  onLink: (link: HandedLink) => void,
  onLeaving: (person: PersonRow) => void,
): (person: PersonRow) => readonly MenuAction[] {
  const t = useT();
  const newLink = usePersonLink(orgId);
  const end = usePersonEnd(orgId);
  const act =
    ({ id, name }: PersonRow, what: 'disable' | 'enable') =>
    () => {
      const text = t(what === 'disable' ? 'people.disabled' : 'people.enabled', { name });
      end.mutate({ id, act: what }, { onSuccess: () => toast({ text }), onError: reportFailure });
    };
  const link =
    ({ id, name }: PersonRow) =>
    () =>
      newLink.mutate(id, {
        onSuccess: (made) => onLink({ ...made, name, isNew: false }),
        onError: reportFailure,
      });
  return (person) =>
    person.disabledAt === null
      ? [
          { id: 'link', icon: KeyRound, label: t('people.newLink'), onAction: link(person) },
          {
            id: 'disable',
            icon: UserX,
            label: t('people.disable'),
            description: t('people.disableHint'),
            danger: true,
            separated: true,
            onAction: act(person, 'disable'),
          },
        ]
      : [
          {
            ...{ id: 'hand-over', icon: FolderInput, label: t('administration.handOver') },
            onAction: () => onLeaving(person),
          },
          {
            ...{ id: 'enable', icon: UserCheck, label: t('people.enable'), separated: true },
            isDisabled: person.deleted,
            onAction: act(person, 'enable'),
          },
        ];
}
