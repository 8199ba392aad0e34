import type { WorkingHours } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { CheckField, DayFields, TimeField } from '../../../ui/index.js';

const USUAL: WorkingHours = { from: '09:00', to: '18:00', days: [1, 2, 3, 4, 5] };

interface HoursFieldsProps {
  /** null: the person does not say. */
  hours: WorkingHours | null;
  onChange: (hours: WorkingHours | null) => void;
}
/** When somebody works. At least one day stays chosen. */
export function HoursFields({ hours, onChange }: HoursFieldsProps) {
  const t = useT();
  return (
    <>
      <CheckField isSelected={hours !== null} onChange={(on) => onChange(on ? USUAL : null)}>
        {t('profile.hoursOn')}
      </CheckField>
      {hours && (
        <>
          <div className="hours">
            <TimeField
              label={t('ui.from')}
              value={hours.from}
              onChange={(from) => onChange({ ...hours, from })}
            />
            <TimeField label={t('ui.to')} value={hours.to} onChange={(to) => onChange({ ...hours, to })} />
          </div>
          <DayFields
            label={t('profile.days')}
            days={hours.days}
            onChange={(days) => days.length > 0 && onChange({ ...hours, days })}
          />
        </>
      )}
    </>
  );
}
