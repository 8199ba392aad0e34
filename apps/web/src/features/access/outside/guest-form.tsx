import { useState, type FormEvent } from 'react';
import { Form } from 'react-aria-components';
import type { ResourceView, Role } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { Button, ErrorNote, NameField, TextField } from '../../../ui/index.js';
import { useGuestPreview, useInviteGuest } from './links-api.js';
import { RoleMenu } from '../roles/role-menu.js';
import { roleKey, rolesFor } from '../roles/roles.js';

const DAYS = 90;

const looksLikeAddress = (text: string): boolean => /^\S+@\S+$/u.test(text);
const isUpToAYear = (days: string): boolean => /^[1-9]\d{0,2}$/u.test(days) && Number(days) <= 365;

type GuestRole = Exclude<Role, 'manager'>;

interface GuestFormProps {
  space: ResourceView;
  /** What is known of the person already. */
  address: string;
  onMade: (link: string | null) => void;
  onCancel: () => void;
}
/** Invites somebody from outside to a whole space, as a reader unless more is given, and says what they will see. */
export function GuestForm({ space, address, onMade, onCancel }: GuestFormProps) {
  const t = useT();
  const invite = useInviteGuest(space.id);
  const seen = useGuestPreview(space.id).data;
  const [name, setName] = useState('');
  const [email, setEmail] = useState(address);
  const [days, setDays] = useState(String(DAYS));
  const [role, setRole] = useState<GuestRole>('reader');
  const [tried, setTried] = useState(false);
  const isAddress = looksLikeAddress(email.trim());
  const isLength = isUpToAYear(days);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isAddress || !name.trim() || !isLength) return;
    invite.mutate(
      { name: name.trim(), email: email.trim(), role, days: Number(days) },
      { onSuccess: ({ link }) => onMade(link) },
    );
  };
  return (
    <Form className="mq-outside" aria-label={t('guests.invite')} validationBehavior="aria" onSubmit={submit}>
      {invite.error && <ErrorNote error={invite.error} />}
      <NameField label={t('guests.name')} value={name} onChange={setName} tried={tried} />
      <div className="two">
        <TextField
          label={t('guests.email')}
          type="email"
          value={email}
          onChange={setEmail}
          autoComplete="off"
          error={tried && !isAddress ? t('identity.addressNeeded') : null}
        />
        <TextField
          label={t('guests.days')}
          inputMode="numeric"
          value={days}
          onChange={setDays}
          autoComplete="off"
          error={tried && !isLength ? t('guests.daysBad') : null}
        />
      </div>
      <p className="mq-small mq-sec" role="status">
        {seen && t('guests.willSee', { space: space.name, ...seen })}
      </p>
      <GuestFoot {...{ role, onCancel }} onRole={setRole} isPending={invite.isPending} />
    </Form>
  );
}

interface GuestFootProps {
  role: GuestRole;
  onRole: (role: GuestRole) => void;
  isPending: boolean;
  onCancel: () => void;
}
function GuestFoot({ role, onRole, isPending, onCancel }: GuestFootProps) {
  const t = useT();
  return (
    <div className="mq-row mq-wrap">
      <RoleMenu
        kind="space"
        value={role}
        options={rolesFor('space').filter((one) => one !== 'manager')}
        label={t('links.role', { role: t(roleKey(role, 'space')) })}
        onChoose={onRole}
        isFramed
        isOutside
      />
      <span className="mq-grow" />
      <Button variant="ghost" onPress={onCancel}>
        {t('ui.cancel')}
      </Button>
      <Button variant="primary" type="submit" isPending={isPending}>
        {t('guests.submit')}
      </Button>
    </div>
  );
}
