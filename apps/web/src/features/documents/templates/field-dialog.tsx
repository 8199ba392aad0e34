import type { Editor } from '@tiptap/core';
import { useState } from 'react';
import { fieldKinds } from '@maroquin/contracts';
import { type FieldKind, fieldOf, MAX_FIELD_LABEL, MAX_FIELD_OPTIONS } from '@maroquin/prose';
import { useT } from '../../../i18n/index.js';
import { FormDialog, NameField, SelectField, TextField } from '../../../ui/index.js';

/** One option a line; the same one is said once. */
const optionsOf = (lines: string): string[] => [
  ...new Set(
    lines
      .split('\n')
      .map((line) => line.trim().slice(0, MAX_FIELD_LABEL))
      .filter((line) => line !== ''),
  ),
];

/** Puts a field at the caret, for whoever makes a document from this one. Mounted only while open. */
export function FieldDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const t = useT();
  const [label, setLabel] = useState('');
  const [kind, setKind] = useState<FieldKind>('text');
  const [lines, setLines] = useState('');
  const [tried, setTried] = useState(false);
  const options = kind === 'choice' ? optionsOf(lines) : [];
  const lacksOptions = kind === 'choice' && (options.length < 2 || options.length > MAX_FIELD_OPTIONS);
  const close = (): void => {
    onClose();
    requestAnimationFrame(() => editor.commands.focus());
  };
  const insert = (): void => {
    setTried(true);
    if (label.trim() === '' || lacksOptions) return;
    editor.commands.insertContent({
      type: 'field',
      attrs: { ...fieldOf({ label: label.trim(), kind, options }) },
    });
    close();
  };
  return (
    <FormDialog
      onClose={close}
      title={t('template.field')}
      guarded={label !== '' || lines !== ''}
      submit={t('template.fieldInsert')}
      onSubmit={insert}
    >
      <NameField
        label={t('template.fieldLabel')}
        hint={t('template.fieldHint')}
        value={label}
        onChange={setLabel}
        tried={tried}
      />
      <SelectField
        label={t('template.fieldKind')}
        value={kind}
        options={fieldKinds.map((id) => ({ id, label: t(`template.kind.${id}`) }))}
        onChange={(chosen) => setKind(chosen ?? 'text')}
      />
      {kind === 'choice' && <OptionsField value={lines} onChange={setLines} isBad={tried && lacksOptions} />}
    </FormDialog>
  );
}

interface OptionsFieldProps {
  value: string;
  onChange: (value: string) => void;
  isBad: boolean;
}
function OptionsField({ value, onChange, isBad }: OptionsFieldProps) {
  const t = useT();
  return (
    <TextField
      label={t('template.fieldOptions')}
      hint={t('template.fieldOptionsHint')}
      rows={4}
      value={value}
      onChange={onChange}
      maxLength={MAX_FIELD_OPTIONS * MAX_FIELD_LABEL}
      error={isBad ? t('template.fieldOptionsMissing') : null}
    />
  );
}
