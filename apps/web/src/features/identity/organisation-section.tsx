import {
  type OrganisationSettings,
  organisationSettingsSchema,
  type QuietHours,
  usualQuiet,
} from '@maroquin/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { queryKeys, request } from '../../api/index.js';
import { useT } from '../../i18n/index.js';
import { announce, CheckField, DayFields, ErrorNote, TimeField } from '../../ui/index.js';

const key = ['organisation-settings'] as const;

/** What holds for the people of the organisation, unless they choose for themselves. Each change holds at once. */
export function OrganisationSection() {
  const t = useT();
  const client = useQueryClient();
  const settings = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      request('GET', '/organisation/settings', { schema: organisationSettingsSchema, signal }),
  });
  const save = useMutation({
    scope: { id: 'organisation-settings' },
    mutationFn: (body: OrganisationSettings) => request('PUT', '/organisation/settings', { body }),
    onMutate: (body) => client.setQueryData(key, body),
    onError: () => client.invalidateQueries({ queryKey: key }),
    onSuccess: () => {
      announce(t('people.settingsSaved'));
      return client.invalidateQueries({ queryKey: queryKeys.me });
    },
  });
  const { data } = settings;
  return (
    <section aria-labelledby="organisation-settings">
      <div className="mq-sect">
        <h2 id="organisation-settings">{t('people.settings')}</h2>
      </div>
      {settings.error && <ErrorNote error={settings.error} />}
      {save.error && <ErrorNote error={save.error} />}
      {data && (
        <div className="mq-stack">
          <CheckField
            isSelected={!data.hidesPresence}
            onChange={(shown) => save.mutate({ ...data, hidesPresence: !shown })}
          >
            {t('people.presence')}
          </CheckField>
          <Quiet quiet={data.quiet} onChange={(quiet) => save.mutate({ ...data, quiet })} />
        </div>
      )}
    </section>
  );
}

interface QuietProps {
  quiet: QuietHours | null;
  onChange: (quiet: QuietHours | null) => void;
}
function Quiet({ quiet, onChange }: QuietProps) {
  const t = useT();
  return (
    <>
      <CheckField isSelected={quiet !== null} onChange={(on) => onChange(on ? usualQuiet : null)}>
        {t('people.quiet')}
      </CheckField>
      <p className="mq-small mq-muted">{t('people.quietText')}</p>
      {quiet && (
        <>
          <div className="mq-row">
            <TimeField
              label={t('ui.from')}
              value={quiet.from}
              onChange={(from) => onChange({ ...quiet, from })}
            />
            <TimeField label={t('ui.to')} value={quiet.to} onChange={(to) => onChange({ ...quiet, to })} />
          </div>
          <DayFields
            label={t('people.quietDays')}
            days={quiet.days}
            onChange={(days) => onChange({ ...quiet, days })}
          />
        </>
      )}
    </>
  );
}
