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
  mention: 'notify.mention',
  reply: 'notify.reply',
  direct: 'notify.direct',
  comment: 'notify.comment',
  'comment-assigned': 'notify.commentAssigned',
  'access-given': 'notify.accessGiven',
  'access-requested': 'notify.accessRequested',
  'access-answered': 'notify.accessAnswered',
  'team-joined': 'notify.teamJoined',
  'circuit-asked': 'notify.circuitAsked',
  'circuit-due': 'notify.circuitDue',
  'circuit-returned': 'notify.circuitReturned',
  'circuit-approved': 'notify.circuitApproved',
  'file-blocked': 'notify.fileBlocked',
  'break-glass-begun': 'notify.breakGlassBegun',
  'break-glass-ended': 'notify.breakGlassEnded',
};
const mailKeys: Readonly<Record<MailTime, MessageKey>> = {
  now: 'notify.mailNow',
  daily: 'notify.mailDaily',
  never: 'notify.mailNever',
};

/** `/activite/reglages`: which notifications the person wants, where, and when not. Each change holds at once. */
export function NotificationSettingsPage() {
  const t = useT();
  const settings = useNotificationSettings();
  const save = useSaveSettings();
  const change = (next: NotificationSettings): void =>
    save.mutate(next, { onSuccess: () => announce(t('notify.saved')) });
  return (
    <>
      <PageHeader title={t('notify.title')} crumbs={[{ name: t('activity.title'), to: '/activite' }]} />
      <PageBody>
        {settings.error && <ErrorNote error={settings.error} />}
        {save.error && <ErrorNote error={save.error} />}
        {settings.isPending && <Skeleton />}
        {settings.data && (
          <div className="mq-notify">
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
    <section aria-labelledby="notify-kinds">
      <h2 id="notify-kinds">{t('notify.kinds')}</h2>
      <p className="mq-small mq-muted">{t('notify.kindsText')}</p>
      {settings.kinds.map((one) => (
        <fieldset key={one.kind} className="kind">
          <legend>{t(kindKeys[one.kind])}</legend>
          <CheckField isSelected={one.page} onChange={(page) => set({ ...one, page })}>
            {t('notify.page')}
          </CheckField>
          {canPush && (
            <CheckField isSelected={one.push} onChange={(push) => set({ ...one, push })}>
              {t('notify.push')}
            </CheckField>
          )}
          <SelectField
            label={t('notify.mail')}
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
    <section aria-labelledby="notify-quiet">
      <h2 id="notify-quiet">{t('notify.quiet')}</h2>
      <p className="mq-small mq-muted">{t('notify.quietText')}</p>
      <CheckField
        isSelected={quiet !== null}
        onChange={(on) => onChange({ ...settings, quiet: on ? usualQuiet : null })}
      >
        {t('notify.quietOn')}
      </CheckField>
      {quiet && (
        <>
          <div className="hours">
            <TimeField label={t('ui.from')} value={quiet.from} onChange={(from) => set({ from })} />
            <TimeField label={t('ui.to')} value={quiet.to} onChange={(to) => set({ to })} />
          </div>
          <DayFields label={t('notify.days')} days={quiet.days} onChange={(days) => set({ days })} />
        </>
      )}
    </section>
  );
}
