import { CalendarPlus, UserPlus, UserX } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Guest, ResourceView } from '@maroquin/contracts';
import { useMe } from '../../../api/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import {
  Avatar,
  Button,
  ErrorNote,
  FilterField,
  Menu,
  Note,
  PersonName,
  reportFailure,
  ShowMore,
  toast,
  useDebounced,
} from '../../../ui/index.js';
import { GuestForm } from './guest-form.js';
import { useGuests, useSetGuestEnd } from './links-api.js';
import { OnceShown, useShownAddress } from './once-shown.js';

const DAY = 24 * 60 * 60_000;
const DAYS = 90;
/** So many are found by looking. */
const FEW = 10;

interface GuestsSectionProps {
  space: ResourceView;
  /** An address stands there to be copied: no other one should beside it. */
  onAddress: (isShown: boolean) => void;
  /** An address that is in no directory, for which the form opens. */
  address: string | null;
}
/** People from outside in this space: who answers for each, and until when. */
export function GuestsSection({ space, onAddress, address }: GuestsSectionProps) {
  const t = useT();
  const [filter, setFilter] = useState('');
  const guests = useGuests(space.id, useDebounced(filter.trim(), 150));
  const [step, setStep] = useState<'list' | 'form' | { link: string | null }>('list');
  const items = guests.rows;
  const isLong = guests.hasMore || items.length > FEW || filter !== '';
  useEffect(() => {
    if (address !== null) setStep('form');
  }, [address]);
  useShownAddress(typeof step === 'object' && step.link !== null, onAddress);
  return (
    <section aria-labelledby="guests">
      <h3 id="guests" className="mq-share-h">
        {t('guests.title')} <span className="mq-muted mq-num">{items.length}</span>
      </h3>
      {guests.error && <ErrorNote error={guests.error} />}
      {isLong && <FilterField label={t('people.filter')} value={filter} onChange={setFilter} />}
      <ul className="mq-acc">
        {items.map((guest) => (
          <GuestRow key={guest.person.id} guest={guest} spaceId={space.id} />
        ))}
      </ul>
      <ShowMore list={guests} />
      {step === 'form' && (
        <GuestForm
          key={address}
          space={space}
          address={address ?? ''}
          onMade={(link) => setStep({ link })}
          onCancel={() => setStep('list')}
        />
      )}
      {typeof step === 'object' && <Invited link={step.link} onDone={() => setStep('list')} />}
      {step === 'list' && (
        <Button icon={UserPlus} onPress={() => setStep('form')}>
          {t('guests.invite')}
        </Button>
      )}
    </section>
  );
}

function Invited({ link, onDone }: { link: string | null; onDone: () => void }) {
  const t = useT();
  if (link !== null)
    return <OnceShown link={link} text={t('guests.address')} hint={t('links.once')} onDone={onDone} />;
  return (
    <Note
      tone="ok"
      actions={
        <Button size="s" autoFocus onPress={onDone}>
          {t('share.done')}
        </Button>
      }
    >
      <p>{t('guests.mailed')}</p>
    </Note>
  );
}

function GuestRow({ guest, spaceId }: { guest: Guest; spaceId: string }) {
  const t = useT();
  const dates = useDates();
  const me = useMe();
  const { person, email, sponsor, endsAt, over } = guest;
  const isMine = sponsor?.id === me.person.id || me.capabilities.includes('people.manage');
  return (
    <li>
      <div className="line">
        <Avatar person={person} size="l" isDecorative />
        <span className="w">
          <span className="mq-cut mq-name">
            <PersonName person={person} />
          </span>
          <span className="mq-small mq-muted mq-cut">{email}</span>
          <span className="mq-small mq-muted">
            {over
              ? t('guests.over', { date: dates.day(endsAt) })
              : t('guests.until', { date: dates.day(endsAt) })}
            {' · '}
            {sponsor ? t('guests.sponsor', { name: sponsor.name }) : t('guests.noSponsor')}
          </span>
        </span>
        {isMine && <GuestMenu guest={guest} spaceId={spaceId} />}
      </div>
    </li>
  );
}

interface GuestMenuProps {
  guest: Pick<Guest, 'person' | 'endsAt' | 'over' | 'version'>;
  spaceId: string;
}
function GuestMenu({ guest: { person, endsAt, over, version }, spaceId }: GuestMenuProps) {
  const t = useT();
  const dates = useDates();
  const setEnd = useSetGuestEnd(spaceId);
  const until = (end: string, text: string, isUndo = false) => {
    const back = () =>
      until(endsAt, t('guests.backTo', { name: person.name, date: dates.day(endsAt) }), true);
    // Taking it back starts from what this change made of it.
    const from = isUndo ? version + 1 : version;
    setEnd.mutate(
      { personId: person.id, endsAt: end, version: from },
      { onSuccess: () => toast({ text, ...(isUndo ? {} : { undo: back }) }), onError: reportFailure },
    );
  };
  const later = new Date(Date.now() + DAYS * DAY);
  return (
    <Menu
      label={t('guests.actionsOn', { name: person.name })}
      items={[
        {
          id: 'extend',
          icon: CalendarPlus,
          label: t('guests.extend', { date: dates.day(later) }),
          onAction: () => until(later.toISOString(), t('guests.extended', { name: person.name })),
        },
        {
          id: 'end',
          isDisabled: over,
          icon: UserX,
          label: t('guests.end'),
          separated: true,
          onAction: () => until(new Date().toISOString(), t('guests.ended', { name: person.name })),
        },
      ]}
    />
  );
}
