import type { Editor } from '@tiptap/core';
import { useState } from 'react';
import { refusedFields } from '@maroquin/prose';
import { useT } from '../../../i18n/index.js';
import { Button, Dialog, FormDialog } from '../../../ui/index.js';
import { FieldInput } from './field-input.js';
import { fieldsIn, fillInText } from './fill-in-text.js';

interface FillDialogProps {
  editor: Editor;
  /** The field that was pressed comes first; null: in the order of the text. */
  label: string | null;
  onClose: () => void;
}

/** Asks for the fields that still stand in the text. Mounted only while open. */
export function FillDialog({ editor, label, onClose }: FillDialogProps) {
  const t = useT();
  const [fields] = useState(() => {
    const all = fieldsIn(editor.state.doc);
    return [...all.filter((one) => one.label === label), ...all.filter((one) => one.label !== label)];
  });
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [isBad, setBad] = useState(false);
  const close = (): void => {
    onClose();
    requestAnimationFrame(() => editor.commands.focus());
  };
  const fill = (): void => {
    const refused = refusedFields(fields, values);
    setBad(refused.length > 0);
    if (refused.length > 0) return;
    fillInText(editor, values);
    close();
  };
  if (fields.length === 0) return <NoField onClose={close} />;
  return (
    <FormDialog
      onClose={close}
      title={t('template.fill')}
      guarded={Object.values(values).some((value) => value !== '')}
      submit={t('template.fillSubmit')}
      onSubmit={fill}
    >
      <p className="mq-small mq-sec">{t('template.fillRest')}</p>
      {isBad && <p role="alert">{t('template.badValue')}</p>}
      {fields.map((field) => (
        <FieldInput
          key={field.label}
          field={field}
          value={values[field.label] ?? ''}
          onChange={(value) => setValues({ ...values, [field.label]: value })}
        />
      ))}
    </FormDialog>
  );
}

function NoField({ onClose }: { onClose: () => void }) {
  const t = useT();
  return (
    <Dialog
      isOpen
      title={t('template.fill')}
      onClose={onClose}
      footer={<Button onPress={onClose}>{t('template.close')}</Button>}
    >
      <p>{t('template.noField')}</p>
    </Dialog>
  );
}
