import { useState, type ReactNode } from 'react';
import { useT } from '../../../i18n/index.js';
import { FormDialog, NameField } from '../../../ui/index.js';

interface PasskeyNameDialogProps {
  title: string;
  submit: string;
  name: string;
  intro?: string;
  failure: ReactNode;
  isPending: boolean;
  onClose: () => void;
  onName: (name: string) => void;
}

/** Asks for the name of a passkey, before it is made or later. */
export function PasskeyNameDialog(props: PasskeyNameDialogProps) {
  const t = useT();
  const [name, setName] = useState(props.name);
  const [tried, setTried] = useState(false);
  const submit = () => {
    setTried(true);
    if (name.trim()) props.onName(name.trim());
  };
  return (
    <FormDialog
      guarded
      onClose={props.onClose}
      title={props.title}
      submit={props.submit}
      onSubmit={submit}
      isPending={props.isPending}
    >
      {props.failure}
      {props.intro && <p>{props.intro}</p>}
      <NameField
        label={t('security.passkeyName')}
        hint={t('security.passkeyNameHint')}
        value={name}
        onChange={setName}
        tried={tried}
      />
    </FormDialog>
  );
}
