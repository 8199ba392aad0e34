import {
  type MailTime,
  mailTimes,
  type NotificationKind,
  type NotificationSettings,
  type QuietHours,
  usualQuiet,
} from '@maroquin/contracts';
import { PageBody, PageHeader } from '../../frame/index.js';
import { type MessageKey, useT } from '../../i18n/index.js';
import {
  announce,
  CheckField,
  DayFields,
  ErrorNote,
  SelectField,
  Skeleton,
  TimeField,
} from '../../ui/index.js';
import { DeviceSection } from './device/device-section.js';
import { usePushDevices } from './device/device-api.js';
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
            <DeviceSection />
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
  const canPush = (usePushDevices().data?.publicKey ?? null) !== null;
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
          {canPush && (
            <CheckField isSelected={one.push} onChange={(push) => set({ ...one, push })}>
              {t('told.push')}
            </CheckField>
          )}
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
            <TimeField label={t('ui.from')} value={quiet.from} onChange={(from) => set({ from })} />
            <TimeField label={t('ui.to')} value={quiet.to} onChange={(to) => set({ to })} />
          </div>
          <DayFields label={t('told.days')} days={quiet.days} onChange={(days) => set({ days })} />
        </>
      )}
    </section>
  );
}
