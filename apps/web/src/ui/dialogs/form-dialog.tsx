import { useId, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { useT } from '../../i18n/index.js';
import { Button } from '../controls/button.js';
import { ErrorNote } from '../feedback/note.js';
import { Dialog, type DialogProps } from './dialog.js';

export interface FormDialogProps extends Pick<DialogProps, 'title' | 'subtitle' | 'guarded' | 'onClose'> {
  /** The verb on the button that sends the form. */
  submit: string;
  /** Called at each try: the caller says what is missing beside the fields. */
  onSubmit: () => void;
  isPending?: boolean;
  isDisabled?: boolean;
  /** What the server refused; it is shown above the fields. */
  error?: unknown;
  /** Beside the button that sends, in place of "Cancel". */
  secondary?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A dialog whose body is one form. Mounted only while open. */
export function FormDialog(props: FormDialogProps) {
  const { title, subtitle, guarded, onClose, submit, onSubmit, isPending, isDisabled, error = null } = props;
  const t = useT();
  const form = useId();
  const { secondary = <CancelButton onPress={onClose} label={t('ui.cancel')} /> } = props;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      subtitle={subtitle}
      guarded={guarded}
      footer={
        <>
          {secondary}
          <Button variant="primary" type="submit" form={form} isPending={isPending} isDisabled={isDisabled}>
            {submit}
          </Button>
        </>
      }
    >
      <Form
        id={form}
        className={props.className ?? 'mq-stack'}
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {error !== null && <ErrorNote error={error} />}
        {props.children}
      </Form>
    </Dialog>
  );
}

function CancelButton({ onPress, label }: { onPress: () => void; label: string }) {
  return (
    <Button variant="ghost" onPress={onPress}>
      {label}
    </Button>
  );
}
