import { Search, X } from 'lucide-react';
import { Button as AriaButton, Input, SearchField } from 'react-aria-components';
import { useT } from '../../i18n/index.js';
import { Icon } from '../signs/icon.js';

/** Filters the list below it while one types; Escape empties it. */
export function FilterField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const t = useT();
  return (
    <SearchField className="mq-filter" aria-label={label} value={value} onChange={onChange}>
      <Icon of={Search} size="s" />
      <Input placeholder={label} maxLength={200} />
      {value !== '' && (
        <AriaButton className="mq-ib s" aria-label={t('ui.clear')}>
          <Icon of={X} size="s" />
        </AriaButton>
      )}
    </SearchField>
  );
}
