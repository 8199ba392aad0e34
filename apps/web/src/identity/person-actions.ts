import { FolderInput, KeyRound, UserCheck, UserX } from 'lucide-react';
import type { PersonRow } from '@maroquin/contracts';
import { useMe } from '../api/index.js';
import { useT } from '../i18n/index.js';
import { type MenuAction, reportFailure, toast } from '../ui/index.js';
import type { HandedLink } from './link-dialog.js';
import { useAccountEnd, useHandOver, useNewSignInLink } from './session-api.js';

/** What an administrator may do with somebody's account: never lock itself out, never open what left for good. */
export function usePersonActions(
  onLink: (link: HandedLink) => void,
): (person: PersonRow) => readonly MenuAction[] {
  const t = useT();
  const me = useMe();
  const { create, enable, disable, take } = useActs(onLink);
  return (person) => {
    if (person.disabledAt === null) {
      return [
        { id: 'link', icon: KeyRound, label: t('people.newLink'), onAction: create(person) },
        {
          id: 'disable',
          icon: UserX,
          label: t('people.disable'),
          description: t('people.disableHint'),
          danger: true,
          separated: true,
          isDisabled: person.id === me.person.id,
          onAction: disable(person),
        },
      ];
    }
    return [
      {
        id: 'take',
        icon: FolderInput,
        label: t('people.takeOver'),
        description: t('people.takeOverHint'),
        onAction: take(person),
      },
      {
        id: 'enable',
        icon: UserCheck,
        label: t('people.enable'),
        separated: true,
        isDisabled: person.deleted,
        onAction: enable(person),
      },
    ];
  };
}

type Act = (person: PersonRow) => () => void;

/** Each tells how it went: a toast, or the dialogue that says what failed. */
function useActs(onLink: (link: HandedLink) => void): Record<'create' | 'enable' | 'disable' | 'take', Act> {
  const t = useT();
  const me = useMe();
  const newLink = useNewSignInLink();
  const accountEnd = useAccountEnd();
  const handOver = useHandOver();
  const attempt = (work: () => Promise<void>) => () => void work().catch(reportFailure);
  const create = (person: PersonRow) => async () =>
    onLink({ ...(await newLink.mutateAsync(person.id)), name: person.name, isNew: false });
  const enable = (person: PersonRow) => async () => {
    await accountEnd.mutateAsync({ id: person.id, act: 'enable' });
    toast({ text: t('people.enabled', { name: person.name }) });
  };
  const disable = (person: PersonRow) => async () => {
    await accountEnd.mutateAsync({ id: person.id, act: 'disable' });
    toast({ text: t('people.disabled', { name: person.name }), undo: attempt(enable(person)) });
  };
  const take = (person: PersonRow) => async () => {
    const { count } = await handOver.mutateAsync({ id: person.id, toId: me.person.id });
    toast({ text: t('people.tookOver', { count, name: person.name }) });
  };
  const attempted =
    (act: (person: PersonRow) => () => Promise<void>): Act =>
    (person) =>
      attempt(act(person));
  return {
    create: attempted(create),
    enable: attempted(enable),
    disable: attempted(disable),
    take: attempted(take),
  };
}
