import { directoryResultSchema } from '@maroquin/contracts';
import type { Field } from '@maroquin/prose';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { request } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { DateField, SelectField, TextField, useDebounced } from '../../../ui/index.js';

interface FieldInputProps {
  field: Field;
  value: string;
  onChange: (value: string) => void;
}

/** One field of a template, by the control that suits its kind. What is left empty is filled later. */
export function FieldInput({ field, value, onChange }: FieldInputProps) {
  const t = useT();
  const { label, kind, options } = field;
  if (kind === 'choice')
    return (
      <SelectField
        label={label}
        all={t('template.noChoice')}
        value={value === '' ? undefined : value}
        options={options.map((option) => ({ id: option, label: option }))}
        onChange={(chosen) => onChange(chosen ?? '')}
      />
    );
  if (kind === 'date') return <DateField label={label} value={value} onChange={onChange} />;
  if (kind === 'person') return <PersonInput {...{ label, value, onChange }} />;
  return <TextField label={label} value={value} onChange={onChange} maxLength={4000} autoComplete="off" />;
}

const SUGGESTED = 8;

/** A colleague's name as one types it, or anybody else's. */
function PersonInput({ label, value, onChange }: Omit<FieldInputProps, 'field'> & { label: string }) {
  const id = useId();
  const asked = useDebounced(value.trim(), 200);
  const { data } = useQuery({
    queryKey: ['people-suggested', asked],
    queryFn: ({ signal }) =>
      request('POST', '/conversations/people/search', {
        ...{ body: { q: asked.slice(0, 100), limit: SUGGESTED }, schema: directoryResultSchema, signal },
      }),
    enabled: asked.length > 1,
    // Who may look for nobody types the name.
    retry: false,
  });
  return (
    <div className="mq-field">
      <label className="mq-lbl" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="mq-in"
        list={`${id}-people`}
        autoComplete="off"
        maxLength={200}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={`${id}-people`}>
        {(data?.items ?? []).map((person) => (
          <option key={person.id} value={person.name} />
        ))}
      </datalist>
    </div>
  );
}
