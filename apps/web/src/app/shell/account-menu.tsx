import { Blocks, IdCard, KeyRound, LogOut, ShieldCheck, UserRound } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useNavigate } from 'react-router';
import { forgetHere, queryKeys, serviceState, useMe } from '../../api/index.js';
import { useT } from '../../i18n/index.js';
import {
  Avatar,
  Dialog,
  Menu,
  type MenuAction,
  type MenuProps,
  reportFailure,
  toast,
} from '../../ui/index.js';
import { AccountDialog } from '../../features/identity/index.js';
import { PasswordForm, signOutEverywhere } from '../../features/sign-in/index.js';
import { useQueryClient } from '@tanstack/react-query';

export function AccountMenu({ placement }: { placement: MenuProps['placement'] }) {
  const t = useT();
  const me = useMe();
  const [open, setOpen] = useState<'settings' | 'password' | null>(null);
  const isVisitor = me.visit !== undefined;
  const own = useOwnAccount(setOpen);
  const leave = useLeave();
  return (
    <>
      <Menu
        placement={placement}
        label={t('identity.accountOf', { name: me.person.name })}
        trigger={
          <Button aria-label={t('identity.accountOf', { name: me.person.name })}>
            <Avatar person={me.person} size="l" isDecorative />
          </Button>
        }
        items={[
          ...(isVisitor ? [] : own),
          {
            id: 'out',
            icon: LogOut,
            label: t(isVisitor ? 'visit.leave' : 'identity.signOut'),
            separated: !isVisitor,
            onAction: () => void leave(),
          },
        ]}
      />
      <AccountDialog isOpen={open === 'settings'} onClose={() => setOpen(null)} />
      <PasswordDialog isOpen={open === 'password'} onClose={() => setOpen(null)} />
    </>
  );
}

/** What leads to a person's own account. */
function useOwnAccount(open: (what: 'settings' | 'password') => void): MenuAction[] {
  const t = useT();
  const navigate = useNavigate();
  return [
    {
      id: 'profile',
      icon: IdCard,
      label: t('profile.title'),
      onAction: () => void navigate('/profil'),
    },
    { id: 'settings', icon: UserRound, label: t('identity.settings'), onAction: () => open('settings') },
    {
      id: 'password',
      icon: KeyRound,
      label: t('identity.changePassword'),
      onAction: () => open('password'),
    },
    {
      id: 'security',
      icon: ShieldCheck,
      label: t('identity.security'),
      onAction: () => void navigate('/securite'),
    },
    {
      id: 'tokens',
      icon: Blocks,
      label: t('tokens.page'),
      onAction: () => void navigate('/applications'),
    },
  ];
}

/** Ends the session, and the one at the provider where it began there. */
function useLeave(): () => Promise<void> {
  return async () => {
    try {
      const elsewhere = await signOutEverywhere();
      // The browser itself goes to the provider, which sends it back to the sign-in page.
      if (elsewhere === null) serviceState.sessionEnded();
      else {
        await forgetHere();
        location.assign(elsewhere);
      }
    } catch (error) {
      reportFailure(error);
    }
  };
}

function PasswordDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useT();
  const me = useMe();
  const client = useQueryClient();
  const done = () => {
    onClose();
    void client.invalidateQueries({ queryKey: queryKeys.me });
    toast({ text: t('identity.passwordSet') });
  };
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('identity.password')} guarded>
      <PasswordForm hasPassword={me.hasPassword} email={me.person.email} onDone={done} />
    </Dialog>
  );
}
