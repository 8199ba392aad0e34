import {
  type MailTime,
  mailTimes,
  type NotificationKind,
  type NotificationSettings,
  type QuietHours,
  usualQuiet,
} from '@maroquin/contracts';
import { useId } from 'react';
import { PageBody, PageHeader } from '../../frame/index.js';
import { type MessageKey, useT } from '../../i18n/index.js';
import { announce, CheckField, ErrorNote, SelectField, Skeleton } from '../../ui/index.js';
import { useNotificationSettings, useSaveSettings } from './notifications-api.js';
import './activity.css';

const kindKeys: Readonly<Record<NotificationKind, MessageKey>> = {
  mention: 'told.mention',
  reply: 'told.reply',
  direct: 'told.direct',
  comment: 'told.comment',
  'comment-assigned': 'told.commentAssigned',
  'access-given': 'told.accessGiven',
  'access-requested': 'told.accessRequested',
  'access-answered': 'told.accessAnswered',
  'team-joined': 'told.teamJoined',
};
const mailKeys: Readonly<Record<MailTime, MessageKey>> = {
  now: 'told.mailNow',
  daily: 'told.mailDaily',
  never: 'told.mailNever',
};

/** `/activite/reglages`: of what the person wants to be told, where, and when not. Each change holds at once. */
export function NotificationSettingsPage() {
  const t = useT();
  const settings = useNotificationSettings();
  const save = useSaveSettings();
  const change = (next: NotificationSettings): void =>
    save.mutate(next, { onSuccess: () => announce(t('told.saved')) });
  return (
    <>
      <PageHeader title={t('told.title')} crumbs={[{ name: t('activity.title'), to: '/activite' }]} />
      <PageBody>
        {settings.error && <ErrorNote error={settings.error} />}
        {save.error && <ErrorNote error={save.error} />}
        {settings.isPending && <Skeleton />}
        {settings.data && (
          <div className="mq-told">
            <Kinds settings={settings.data} onChange={change} />
            <Quiet settings={settings.data} onChange={change} />
          </div>
        )}
      </PageBody>
    </>
  );
}

interface PartProps {
  settings: NotificationSettings;
  onChange: (next: NotificationSettings) => void;
}

function Kinds({ settings, onChange }: PartProps) {
  const t = useT();
  type Kind = NotificationSettings['kinds'][number];
  const set = (changed: Kind): void =>
    onChange({
      ...settings,
      kinds: settings.kinds.map((one) => (one.kind === changed.kind ? changed : one)),
    });
  return (
    <section aria-labelledby="told-kinds">
      <h2 id="told-kinds">{t('told.kinds')}</h2>
      <p className="mq-small mq-muted">{t('told.kindsText')}</p>
      {settings.kinds.map((one) => (
        <fieldset key={one.kind} className="kind">
          <legend>{t(kindKeys[one.kind])}</legend>
          <CheckField isSelected={one.page} onChange={(page) => set({ ...one, page })}>
            {t('told.page')}
          </CheckField>
          <SelectField
            label={t('told.mail')}
            value={one.mail}
            options={mailTimes.map((id) => ({ id, label: t(mailKeys[id]) }))}
            onChange={(mail) => mail !== undefined && set({ ...one, mail })}
          />
        </fieldset>
      ))}
    </section>
  );
}

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const dayKeys: Readonly<Record<(typeof DAYS)[number], MessageKey>> = {
  1: 'told.monday',
  2: 'told.tuesday',
  3: 'told.wednesday',
  4: 'told.thursday',
  5: 'told.friday',
  6: 'told.saturday',
  7: 'told.sunday',
};

function Quiet({ settings, onChange }: PartProps) {
  const t = useT();
  const { quiet } = settings;
  const set = (part: Partial<QuietHours>): void =>
    onChange({ ...settings, quiet: { ...(quiet ?? usualQuiet), ...part } });
  return (
    <section aria-labelledby="told-quiet">
      <h2 id="told-quiet">{t('told.quiet')}</h2>
      <p className="mq-small mq-muted">{t('told.quietText')}</p>
      <CheckField
        isSelected={quiet !== null}
        onChange={(on) => onChange({ ...settings, quiet: on ? usualQuiet : null })}
      >
        {t('told.quietOn')}
      </CheckField>
      {quiet && (
        <>
          <div className="hours">
            <TimeField label={t('told.from')} value={quiet.from} onChange={(from) => set({ from })} />
            <TimeField label={t('told.to')} value={quiet.to} onChange={(to) => set({ to })} />
          </div>
          <fieldset className="days">
            <legend>{t('told.days')}</legend>
            {DAYS.map((day) => (
              <CheckField
                key={day}
                isSelected={quiet.days.includes(day)}
                onChange={(on) =>
                  set({ days: on ? [...quiet.days, day] : quiet.days.filter((one) => one !== day) })
                }
              >
                {t(dayKeys[day])}
              </CheckField>
            ))}
          </fieldset>
        </>
      )}
    </section>
  );
}

interface TimeFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}
/** Half-typed times are kept by the browser's own control until they are whole. */
function TimeField({ label, value, onChange }: TimeFieldProps) {
  const id = useId();
  return (
    <div className="mq-field">
      <label className="mq-lbl" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="mq-in"
        type="time"
        defaultValue={value}
        onChange={(event) => {
          if (/^\d\d:\d\d$/u.test(event.target.value)) onChange(event.target.value);
        }}
      />
    </div>
  );
}
