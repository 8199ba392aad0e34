import { useState } from 'react';
import { useT } from '../../i18n/index.js';
import { AddressField, CheckField, FormDialog, isAddress, NameField } from '../../ui/index.js';

interface NewAccount {
  readonly name: string;
  readonly email: string;
  readonly flag: boolean;
}
interface AccountDialogProps {
  title: string;
  text: string;
  /** What the account may be besides; null: nothing. */
  flag: string | null;
  error: unknown;
  isPending: boolean;
  onClose: () => void;
  onCreate: (account: NewAccount) => void;
}

/** A name and an address: one more account, of whichever kind. */
export function AccountDialog({
  title,
  text,
  flag,
  error,
  isPending,
  onClose,
  onCreate,
}: AccountDialogProps) {
  const t = useT();
  const [account, setAccount] = useState<NewAccount>({ name: '', email: '', flag: false });
  const [tried, setTried] = useState(false);
  const { name, email } = account;
  const submit = () => {
    setTried(true);
    if (isAddress(email) && name.trim()) onCreate({ ...account, name: name.trim(), email: email.trim() });
  };
  return (
    <FormDialog
      onClose={onClose}
      title={title}
      guarded={email !== '' || name !== ''}
      submit={t('administration.create')}
      onSubmit={submit}
      isPending={isPending}
      error={error}
    >
      <p className="mq-sec">{text}</p>
      <NameField
        label={t('people.name')}
        value={name}
        onChange={(value) => setAccount({ ...account, name: value })}
        tried={tried}
      />
      <AddressField
        label={t('people.email')}
        value={email}
        onChange={(value) => setAccount({ ...account, email: value })}
        tried={tried}
      />
      {flag !== null && (
        <CheckField isSelected={account.flag} onChange={(value) => setAccount({ ...account, flag: value })}>
          {flag}
        </CheckField>
      )}
    </FormDialog>
  );
}
