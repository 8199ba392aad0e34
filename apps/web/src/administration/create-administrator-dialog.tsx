import { Check } from 'lucide-react';
import { useId, useState, type FormEvent } from 'react';
import { Checkbox, Form } from 'react-aria-components';
import type { HandedLink } from '../identity/link-dialog.js';
import { useT } from '../i18n/index.js';
import { Button, Dialog, ErrorNote, Icon, NameField, TextField } from '../ui/index.js';
import { useCreateAdministrator } from './administration-api.js';
import { useAdministrator } from './shell.js';

interface CreateAdministratorDialogProps {
  onClose: () => void;
  onCreated: (link: HandedLink) => void;
}
/** One more administration account, of one's own organisation. */
export function CreateAdministratorDialog({ onClose, onCreated }: CreateAdministratorDialogProps) {
  const t = useT();
  const form = useId();
  const me = useAdministrator();
  const create = useCreateAdministrator();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [everywhere, setEverywhere] = useState(false);
  const [tried, setTried] = useState(false);
  const isAddress = /^\S+@\S+$/u.test(email.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isAddress || !name.trim()) return;
    create.mutate(
      { orgId: me.organisation.id, email: email.trim(), name: name.trim(), everywhere },
      {
        onSuccess: (made) => {
          onClose();
          onCreated({ ...made, name: name.trim(), isNew: false });
        },
      },
    );
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('administration.createAdministrator')}
      guarded={email !== '' || name !== ''}
      footer={
        <>
          <Button variant="ghost" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button variant="primary" type="submit" form={form} isPending={create.isPending}>
            {t('administration.create')}
          </Button>
        </>
      }
    >
      <Form id={form} className="mq-stack" validationBehavior="aria" onSubmit={submit}>
        {create.error && <ErrorNote error={create.error} />}
        <p className="mq-sec">{t('administration.createText')}</p>
        <NameField label={t('people.name')} value={name} onChange={setName} tried={tried} />
        <TextField
          label={t('people.email')}
          type="email"
          value={email}
          onChange={setEmail}
          autoComplete="off"
          error={tried && !isAddress ? t('identity.addressNeeded') : null}
        />
        {me.everywhere && (
          <Checkbox className="mq-check" isSelected={everywhere} onChange={setEverywhere}>
            <span className="box">{everywhere && <Icon of={Check} size="s" />}</span>
            <span>{t('administration.everywhere')}</span>
          </Checkbox>
        )}
      </Form>
    </Dialog>
  );
}
