import { LabelledField } from './labelled-field.js';

interface SelectFieldProps<Id extends string> {
  label: string;
  /** What stands for no choice; absent where one must be made. */
  all?: string;
  value: Id | undefined;
  options: readonly { id: Id; label: string }[];
  onChange: (value: Id | undefined) => void;
}

/** One of a few, by the browser's own control: every keyboard and every screen reader knows it. */
export function SelectField<Id extends string>({
  label,
  all,
  value,
  options,
  onChange,
}: SelectFieldProps<Id>) {
  return (
    <LabelledField label={label}>
      {(id) => (
        <select
          id={id}
          className="mq-in"
          value={value ?? ''}
          onChange={(event) => onChange(options.find((one) => one.id === event.target.value)?.id)}
        >
          {all !== undefined && <option value="">{all}</option>}
          {options.map((one) => (
            <option key={one.id} value={one.id}>
              {one.label}
            </option>
          ))}
        </select>
      )}
    </LabelledField>
  );
}
