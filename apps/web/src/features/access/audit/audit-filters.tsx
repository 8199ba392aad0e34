import { auditTopics, type AuditTopic } from '@maroquin/contracts';
import { useState } from 'react';
import { readDay, useT } from '../../../i18n/index.js';
import { Button, DateField, SelectField } from '../../../ui/index.js';
import type { AuditFilter } from './audit-api.js';

const TOPICS = Object.keys(auditTopics) as AuditTopic[];

interface FiltersProps {
  value: AuditFilter;
  onChange: (filter: AuditFilter) => void;
}

/** By what was done, and when; by whom and on what after choosing in an entry. */
export function AuditFilters({ value, onChange }: FiltersProps) {
  const t = useT();
  const chosen = [value.actor, value.target].flatMap((one) => (one ? [one.name] : []));
  return (
    <div role="group" aria-label={t('audit.filters')}>
      <div className="mq-filters">
        <SelectField
          label={t('audit.topic')}
          all={t('audit.topicAll')}
          value={value.topic}
          options={TOPICS.map((id) => ({ id, label: t(`audit.topic.${id}`) }))}
          onChange={(topic) => onChange({ ...value, topic })}
        />
        <Day label={t('audit.from')} value={value.from} onChange={(from) => onChange({ ...value, from })} />
        <Day
          label={t('audit.until')}
          value={value.until}
          onChange={(until) => onChange({ ...value, until })}
        />
      </div>
      {chosen.length > 0 && (
        <p className="mq-row mq-wrap mq-audit-only">
          <span>{t('audit.only', { what: chosen.join(', ') })}</span>
          <Button size="s" onPress={() => onChange({ ...value, actor: undefined, target: undefined })}>
            {t('audit.everything')}
          </Button>
        </p>
      )}
    </div>
  );
}

interface DayProps {
  label: string;
  value: string | undefined;
  onChange: (day: string | undefined) => void;
}
function Day({ label, value, onChange }: DayProps) {
  const [day, setDay] = useState(value ?? '');
  const change = (typed: string): void => {
    setDay(typed);
    onChange(readDay(typed) ?? undefined);
  };
  return <DateField label={label} value={day} onChange={change} />;
}
