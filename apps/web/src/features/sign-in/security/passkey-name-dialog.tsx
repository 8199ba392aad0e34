import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { useT } from '../../../i18n/index.js';
import { Button, Dialog, NameField } from '../../../ui/index.js';

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
  const form = useId();
  const [name, setName] = useState(props.name);
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim()) props.onName(name.trim());
  };
  return (
    <Dialog
      isOpen
      guarded
      onClose={props.onClose}
      title={props.title}
      footer={
        <>
          <Button variant="ghost" onPress={props.onClose}>
            {t('ui.cancel')}
          </Button>
          <Button variant="primary" type="submit" form={form} isPending={props.isPending}>
            {props.submit}
          </Button>
        </>
      }
    >
      <Form id={form} className="mq-stack" validationBehavior="aria" onSubmit={submit}>
        {props.failure}
        {props.intro && <p>{props.intro}</p>}
        <NameField
          label={t('security.passkeyName')}
          hint={t('security.passkeyNameHint')}
          value={name}
          onChange={setName}
          tried={tried}
        />
      </Form>
    </Dialog>
  );
}
