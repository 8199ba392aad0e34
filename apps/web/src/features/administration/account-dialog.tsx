import { Check } from 'lucide-react';
import { useId, useState, type FormEvent } from 'react';
import { Checkbox, Form } from 'react-aria-components';
import { useT } from '../../i18n/index.js';
import { Button, Dialog, ErrorNote, Icon, NameField, TextField } from '../../ui/index.js';

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
  const form = useId();
  const [account, setAccount] = useState<NewAccount>({ name: '', email: '', flag: false });
  const [tried, setTried] = useState(false);
  const { name, email } = account;
  const isAddress = /^\S+@\S+$/u.test(email.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isAddress && name.trim()) onCreate({ ...account, name: name.trim(), email: email.trim() });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      guarded={email !== '' || name !== ''}
      footer={
        <>
          <Button variant="ghost" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button variant="primary" type="submit" form={form} isPending={isPending}>
            {t('administration.create')}
          </Button>
        </>
      }
    >
      <Form id={form} className="mq-stack" validationBehavior="aria" onSubmit={submit}>
        {error !== null && <ErrorNote error={error} />}
        <p className="mq-sec">{text}</p>
        <NameField
          label={t('people.name')}
          value={name}
          onChange={(value) => setAccount({ ...account, name: value })}
          tried={tried}
        />
        <TextField
          label={t('people.email')}
          type="email"
          value={email}
          onChange={(value) => setAccount({ ...account, email: value })}
          autoComplete="off"
          error={tried && !isAddress ? t('identity.addressNeeded') : null}
        />
        {flag !== null && (
          <Checkbox
            className="mq-check"
            isSelected={account.flag}
            onChange={(value) => setAccount({ ...account, flag: value })}
          >
            <span className="box">{account.flag && <Icon of={Check} size="s" />}</span>
            <span>{flag}</span>
          </Checkbox>
        )}
      </Form>
    </Dialog>
  );
}
