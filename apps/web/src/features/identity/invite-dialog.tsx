import { useState } from 'react';
import { useT } from '../../i18n/index.js';
import { AddressField, CheckField, FormDialog, isAddress, NameField } from '../../ui/index.js';
import type { HandedLink } from './link-dialog.js';
import { useInvite } from './session-api.js';

interface InviteDialogProps {
  isOpen: boolean;
  onClose: () => void;
  onInvited: (link: HandedLink) => void;
}
export function InviteDialog({ isOpen, onClose, onInvited }: InviteDialogProps) {
  return isOpen ? <OpenDialog onClose={onClose} onInvited={onInvited} /> : null;
}

function OpenDialog({ onClose, onInvited }: Omit<InviteDialogProps, 'isOpen'>) {
  const t = useT();
  const invite = useInvite();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [admin, setAdmin] = useState(false);
  const [tried, setTried] = useState(false);
  const submit = async () => {
    setTried(true);
    if (!isAddress(email) || !name.trim()) return;
    try {
      const made = await invite.mutateAsync({ email: email.trim(), name: name.trim(), admin });
      onClose();
      onInvited({ ...made, name: name.trim(), isNew: true });
    } catch {
      // The mutation keeps its error; it is shown in the dialog.
    }
  };
  return (
    <FormDialog
      onClose={onClose}
      title={t('people.inviteTitle')}
      guarded={email !== '' || name !== ''}
      submit={t('people.inviteSubmit')}
      onSubmit={() => void submit()}
      isPending={invite.isPending}
      error={invite.error}
    >
      <NameField
        label={t('people.name')}
        hint={t('people.nameHint')}
        value={name}
        onChange={setName}
        tried={tried}
      />
      <AddressField
        label={t('people.email')}
        hint={t('people.emailHint')}
        value={email}
        onChange={setEmail}
        tried={tried}
      />
      <AdminField isSelected={admin} onChange={setAdmin} />
    </FormDialog>
  );
}

function AdminField(props: { isSelected: boolean; onChange: (isSelected: boolean) => void }) {
  const t = useT();
  return (
    <CheckField {...props}>
      {t('people.admin')}
      <span className="mq-hint">
        <br />
        {t('people.adminHint')}
      </span>
    </CheckField>
  );
}
