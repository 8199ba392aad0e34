import { useT } from '../../i18n/index.js';
import { CheckField } from './check-field.js';

/** From Monday (1). */
const DAYS = [
  [1, 'ui.monday'],
  [2, 'ui.tuesday'],
  [3, 'ui.wednesday'],
  [4, 'ui.thursday'],
  [5, 'ui.friday'],
  [6, 'ui.saturday'],
  [7, 'ui.sunday'],
] as const;

interface DayFieldsProps {
  label: string;
  days: readonly number[];
  onChange: (days: number[]) => void;
}
/** Days of the week. */
export function DayFields({ label, days, onChange }: DayFieldsProps) {
  const t = useT();
  return (
    <fieldset className="mq-days">
      <legend>{label}</legend>
      {DAYS.map(([day, key]) => (
        <CheckField
          key={day}
          isSelected={days.includes(day)}
          onChange={(on) => onChange(on ? [...days, day] : days.filter((one) => one !== day))}
        >
          {t(key)}
        </CheckField>
      ))}
    </fieldset>
  );
}
