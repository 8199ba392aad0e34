import { useNavigate } from 'react-router';
import { FolderInput, Gauge, KeyRound, ScanEye, UserCheck, UserCog, UserX } from 'lucide-react';
import type { Approval, PersonRow, PersonView } from '@maroquin/contracts';
import { useMe } from '../../api/index.js';
import { useT } from '../../i18n/index.js';
import { type MenuAction, reportFailure, toast } from '../../ui/index.js';
import type { HandedLink } from './link-dialog.js';
import { useAccountEnd, useHandOver, useNewSignInLink } from './session-api.js';

/** What an administrator may do with somebody's account: never lock itself out, never open what left for good. */
export function usePersonActions(
  onLink: (link: HandedLink) => void,
  onQuota: (person: PersonRow) => void,
): (person: PersonRow) => readonly MenuAction[] {
  const t = useT();
  const me = useMe();
  const navigate = useNavigate();
  const { create, enable, take, ...acts } = useActs(onLink);
  const { toDisable, toManager } = useItems(acts);
  const rights = ({ id }: PersonRow): MenuAction => ({
    id: 'rights',
    icon: ScanEye,
    label: t('rights.people'),
    onAction: () => void navigate(`/droits/personnes/${id}`),
  });
  return (person) => {
    if (person.disabledAt === null) {
      return [
        rights(person),
        { id: 'link', icon: KeyRound, label: t('people.newLink'), onAction: create(person) },
        { id: 'quota', icon: Gauge, label: t('quota.set'), onAction: () => onQuota(person) },
        toDisable(person),
      ];
    }
    const { manager } = person;
    return [
      rights(person),
      ...(manager === null || manager.id === me.person.id ? [] : [toManager(person, manager)]),
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

/** The two entries that say more than their name. */
function useItems({ disable, entrust }: Pick<Acts, 'disable' | 'entrust'>): {
  toDisable: (person: PersonRow) => MenuAction;
  toManager: (person: PersonRow, manager: PersonView) => MenuAction;
} {
  const t = useT();
  const me = useMe();
  const toDisable = (person: PersonRow): MenuAction => ({
    id: 'disable',
    icon: UserX,
    label: t('people.disable'),
    description: t('people.disableHint'),
    danger: true,
    separated: true,
    isDisabled: person.id === me.person.id,
    onAction: disable(person),
  });
  const toManager = (person: PersonRow, manager: PersonView): MenuAction => ({
    id: 'entrust',
    icon: UserCog,
    label: t('people.entrust', { name: manager.name }),
    description: t('people.entrustHint'),
    onAction: entrust(person, manager),
  });
  return { toDisable, toManager };
}

type Act = (person: PersonRow) => () => void;
type Acts = Record<'create' | 'enable' | 'disable' | 'take', Act> & {
  entrust: (person: PersonRow, to: PersonView) => () => void;
};

/** Each shows its result: a toast, or the dialogue that says what failed. */
function useActs(onLink: (link: HandedLink) => void): Acts {
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
    const { waiting, count } = await handOver.mutateAsync({ id: person.id, toId: me.person.id });
    toast({
      text: waiting ? t('people.handOverWaiting') : t('people.tookOver', { count, name: person.name }),
    });
  };
  const entrust = (person: PersonRow, to: PersonView) =>
    attempt(async () => {
      const { waiting, count } = await handOver.mutateAsync({ id: person.id, toId: to.id });
      toast({
        text: waiting ? t('people.handOverWaiting') : t('people.entrusted', { count, name: to.name }),
      });
    });
  const attempted =
    (act: (person: PersonRow) => () => Promise<void>): Act =>
    (person) =>
      attempt(act(person));
  return {
    create: attempted(create),
    enable: attempted(enable),
    disable: attempted(disable),
    take: attempted(take),
    entrust,
  };
}

/** Does what somebody else has agreed to. */
export function useContinue(onLink: (link: HandedLink) => void): (approval: Approval) => void {
  const t = useT();
  const newLink = useNewSignInLink();
  const handOver = useHandOver();
  const run = async ({ act, target, to }: Approval) => {
    if (act === 'sign-in-link')
      onLink({ ...(await newLink.mutateAsync(target.id)), name: target.name, isNew: false });
    if (act !== 'hand-over' || to === null) return;
    const { count } = await handOver.mutateAsync({ id: target.id, toId: to.id });
    toast({ text: t('people.entrusted', { count, name: to.name }) });
  };
  return (approval) => void run(approval).catch(reportFailure);
}
