import type { PersonCard, WorkingHours } from '@maroquin/contracts';
import { type ReactNode, useRef } from 'react';
import { Button, Dialog, DialogTrigger, Popover, Tooltip, TooltipTrigger } from 'react-aria-components';
import { useCapability, useIsHere, useMe } from '../../../api/index.js';
import { type Translate, useT } from '../../../i18n/index.js';
import { Avatar, ErrorNote, type PersonLike, PersonName, Skeleton } from '../../../ui/index.js';
import { usePersonCard } from './profile-api.js';
import './person-card.css';

interface PersonCardNameProps {
  person: PersonLike;
  /** What can be done with that person, shown once the card is opened. */
  actions?: ReactNode;
  /** The card was opened, or closed again. */
  onOpenChange?: (isOpen: boolean) => void;
}
/**
 * A name under which one finds who that is: shown by hover and by focus, opened by a click or Enter. For those who do not
 * see the directory of the organisation it is a name and nothing else.
 */
export function PersonCardName({ person, actions, onOpenChange }: PersonCardNameProps) {
  const t = useT();
  if (!useCapability('people.list')) return <PersonName person={person} />;
  return (
    <DialogTrigger {...(onOpenChange && { onOpenChange })}>
      <TooltipTrigger delay={400} closeDelay={100}>
        <Button className="mq-card-name">
          <PersonName person={person} />
        </Button>
        <Tooltip className="mq-pop mq-card" placement="top start" offset={6}>
          <CardBody person={person} />
        </Tooltip>
      </TooltipTrigger>
      <Popover className="mq-pop mq-card" placement="top start" offset={6}>
        <Dialog aria-label={t('profile.card', { name: person.name })}>
          <CardBody person={person} />
          {actions}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

interface PersonCardAtProps {
  id: string;
  /** What of the page stands for the person. */
  element: Element;
  onClose: () => void;
}
/** The same card beside a name that stands in a text, which may be an old one, or a lie: the card says who that is. */
export function PersonCardAt({ id, element, onClose }: PersonCardAtProps) {
  const t = useT();
  const { data, error } = usePersonCard(id);
  const anchor = useRef(element);
  anchor.current = element;
  if (!useCapability('people.list')) return null;
  return (
    <Popover
      className="mq-pop mq-card"
      triggerRef={anchor}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      placement="top start"
      offset={6}
    >
      <Dialog aria-label={data ? t('profile.card', { name: data.person.name }) : t('profile.cardOfPerson')}>
        {data && <CardBody person={data.person} />}
        {!data && (error ? <ErrorNote error={error} /> : <Skeleton rows={2} />)}
      </Dialog>
    </Popover>
  );
}

function CardBody({ person }: { person: PersonLike }) {
  const t = useT();
  const card = usePersonCard(person.id);
  const isHere = useIsHere(person.id);
  return (
    <div className="who">
      <Avatar person={person} size="xl" isDecorative isHere={isHere} />
      <div>
        <p className="nm">
          <PersonName person={person} />
        </p>
        {isHere && <p className="mq-sec">{t('profile.here')}</p>}
        {card.isPending && <Skeleton rows={2} />}
        {card.error && <ErrorNote error={card.error} />}
        {card.data && <Facts card={card.data} />}
      </div>
    </div>
  );
}

function Facts({ card }: { card: PersonCard }) {
  const t = useT();
  const myZone = useMe().timeZone;
  const { jobTitle, department, workingHours, timeZone, email } = card;
  const facts = [
    jobTitle,
    department,
    workingHours && worksWords(workingHours, t),
    timeZone === myZone ? null : t('profile.localTime', { time: timeIn(timeZone, t.locale) }),
    email,
  ].filter((fact) => fact !== null);
  return facts.map((fact) => (
    <p key={fact} className="mq-sec">
      {fact}
    </p>
  ));
}

const timeIn = (timeZone: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit' }).format(new Date());

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
function worksWords({ from, to, days }: WorkingHours, t: Translate): string {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  const names = sorted.flatMap((day) => {
    const name = DAYS[day - 1];
    return name === undefined ? [] : [t(`ui.${name}`)];
  });
  const isWeek = sorted.join('') === '12345';
  return t('profile.works', { days: isWeek ? t('profile.weekdays') : names.join(', '), from, to });
}
