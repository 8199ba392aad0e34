import { type ReactNode, useState } from 'react';
import { useT } from '../../i18n/index.js';
import { TextField } from '../controls/field.js';
import { useAttempt } from '../hooks/use-attempt.js';
import { FormDialog } from './form-dialog.js';

export interface NameDialogProps {
  title: string;
  subtitle?: string;
  label: string;
  hint?: string;
  submit: string;
  initial?: string;
  /** The name of a file: what is selected ends before its extension. */
  isFile?: boolean;
  /** Rejects with what the server refused; the dialog shows it and stays. */
  onSubmit: (name: string) => Promise<unknown>;
  onClose: () => void;
  /** More to choose, below the name. */
  children?: ReactNode;
}

const selectName = (field: HTMLInputElement, isFile: boolean): void => {
  const end = isFile ? field.value.lastIndexOf('.') : -1;
  field.setSelectionRange(0, end > 0 ? end : field.value.length);
};

/** Sends the name unless it is empty, and closes the dialog once it was taken. */
function useSending(name: string, onSubmit: NameDialogProps['onSubmit'], onClose: () => void) {
  const [isMissing, setMissing] = useState(false);
  const { busy, error, attempt } = useAttempt();
  const send = async () => {
    setMissing(name === '');
    if (name === '') return;
    await attempt(async () => {
      await onSubmit(name);
      onClose();
    });
  };
  return { isMissing, busy, error, send };
}

/** Asks one name: to create a space or a folder, or to rename. Mounted only while open. */
export function NameDialog({
  title,
  subtitle,
  label,
  hint,
  submit,
  initial = '',
  isFile = false,
  onSubmit,
  onClose,
  children,
}: NameDialogProps) {
  const t = useT();
  const [name, setName] = useState(initial);
  const { isMissing, busy, error, send } = useSending(name.trim(), onSubmit, onClose);
  return (
    <FormDialog
      onClose={onClose}
      title={title}
      subtitle={subtitle}
      guarded={name !== initial}
      submit={submit}
      onSubmit={() => void send()}
      isPending={busy}
      error={error}
    >
      <TextField
        label={label}
        hint={hint}
        value={name}
        onChange={setName}
        autoFocus
        onFocus={({ target }) => target instanceof HTMLInputElement && selectName(target, isFile)}
        maxLength={200}
        autoComplete="off"
        error={isMissing ? t('places.nameNeeded') : null}
      />
      {children}
    </FormDialog>
  );
}
