import type { WorkingHours } from '@maroquin/contracts';
import { type FormEvent, useState } from 'react';
import { Form } from 'react-aria-components';
import { useMe } from '../../../api/index.js';
import { PageBody, PageHeader } from '../../../frame/index.js';
import { useT } from '../../../i18n/index.js';
import {
  announce,
  Button,
  CheckField,
  ErrorNote,
  Note,
  SelectField,
  TextField,
  toast,
} from '../../../ui/index.js';
import { useUpdateMe } from '../session-api.js';
import { HoursFields } from './hours-fields.js';
import { PhotoSection } from './photo-section.js';
import './profile.css';

/** `/profil`: what colleagues see of somebody. */
export function ProfilePage() {
  const t = useT();
  return (
    <>
      <PageHeader title={t('profile.title')} />
      <PageBody>
        <div className="mq-profile">
          <p className="mq-sec">{t('profile.who')}</p>
          <PhotoSection />
          <AboutSection />
          <HoursSection />
          <PresenceSection />
        </div>
      </PageBody>
    </>
  );
}

function AboutSection() {
  const t = useT();
  const me = useMe();
  const [name, setName] = useState(me.person.name);
  const [jobTitle, setJobTitle] = useState(me.profile.jobTitle ?? '');
  const [department, setDepartment] = useState(me.profile.department ?? '');
  const update = useUpdateMe();
  const orNone = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  const change = { name: name.trim(), jobTitle: orNone(jobTitle), department: orNone(department) };
  const isSame =
    change.name === me.person.name &&
    change.jobTitle === me.profile.jobTitle &&
    change.department === me.profile.department;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isSame || change.name === '') return;
    update.mutate(change, { onSuccess: () => toast({ text: t('profile.saved') }) });
  };
  return (
    <section aria-labelledby="profile-about">
      <h2 id="profile-about">{t('profile.about')}</h2>
      <Form onSubmit={submit} className="mq-stack">
        {update.error && <ErrorNote error={update.error} />}
        <TextField label={t('identity.name')} value={name} onChange={setName} maxLength={200} isRequired />
        <TextField
          label={t('profile.jobTitle')}
          value={jobTitle}
          onChange={setJobTitle}
          autoComplete="organization-title"
          maxLength={200}
        />
        <TextField
          label={t('profile.department')}
          value={department}
          onChange={setDepartment}
          maxLength={200}
        />
        <Button type="submit" isDisabled={isSame || change.name === ''} isPending={update.isPending}>
          {t('identity.save')}
        </Button>
      </Form>
    </section>
  );
}

/** All that this browser knows, and the one that is set. */
const zonesWith = (current: string): string[] => {
  const zones = Intl.supportedValuesOf('timeZone');
  return zones.includes(current) ? zones : [current, ...zones];
};

function HoursSection() {
  const t = useT();
  const me = useMe();
  const update = useUpdateMe();
  const { workingHours } = me.profile;
  const save = (change: { timeZone?: string; workingHours?: WorkingHours | null }): void =>
    update.mutate(change, { onSuccess: () => announce(t('profile.saved')) });
  return (
    <section aria-labelledby="profile-hours">
      <h2 id="profile-hours">{t('profile.hours')}</h2>
      {update.error && <ErrorNote error={update.error} />}
      <SelectField
        label={t('profile.timeZone')}
        value={me.timeZone}
        options={zonesWith(me.timeZone).map((id) => ({ id, label: id.replaceAll('_', ' ') }))}
        onChange={(timeZone) => timeZone !== undefined && save({ timeZone })}
      />
      <HoursFields hours={workingHours} onChange={(hours) => save({ workingHours: hours })} />
    </section>
  );
}

function PresenceSection() {
  const t = useT();
  const { hidesPresence, organisation } = useMe();
  const update = useUpdateMe();
  return (
    <section aria-labelledby="profile-presence">
      <h2 id="profile-presence">{t('profile.presence')}</h2>
      <p className="mq-small mq-muted">{t('profile.presenceText')}</p>
      {organisation.hidesPresence && <Note tone="info">{t('profile.presenceOff')}</Note>}
      <CheckField
        isSelected={!hidesPresence && !organisation.hidesPresence}
        isDisabled={organisation.hidesPresence}
        onChange={(shown) =>
          update.mutate({ hidesPresence: !shown }, { onSuccess: () => announce(t('profile.saved')) })
        }
      >
        {t('profile.presenceOn')}
      </CheckField>
    </section>
  );
}
