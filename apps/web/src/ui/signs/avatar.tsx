import { type ReactNode, useState } from 'react';
import { API } from '../../api/index.js';
import { type Translate, useT } from '../../i18n/index.js';
import { Store, useStore } from '../hooks/store.js';

export interface PersonLike {
  id: string;
  name: string;
  /** From outside the organisation. */
  external?: true | undefined;
  /** Of its photo; absent: it has none. */
  photo?: string | undefined;
}

/** Whether photos are shown: the server gives them to those who see the directory of the organisation. */
export const photosAreShown = new Store(false);

/** One of twelve hues, the same everywhere for the same person (FNV-1a of the id). */
export const hueOf = (id: string): number => {
  let hash = 0x811c9dc5;
  for (const char of id) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  return ((hash >>> 0) % 12) + 1;
};

/** "Claire Beaumont" → "CB"; particles do not count. */
export const initialsOf = (name: string): string => {
  const words = name.split(/[\s'’-]+/u).filter((word) => /^\p{L}/u.test(word));
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word));
  const [first, ...rest] = capitals.length > 1 ? capitals : words;
  const last = rest.at(-1);
  return `${first?.[0] ?? '?'}${last?.[0] ?? ''}`.toLocaleUpperCase('fr');
};

export interface AvatarProps {
  person: PersonLike;
  size?: 's' | 'm' | 'l' | 'xl';
  /** The name stands beside it already. */
  isDecorative?: boolean;
  hue?: number;
  /** In front of a page right now. The words for it stand beside the name. */
  isHere?: boolean;
}
/** A name where only words fit: "Paul Roux (externe)". */
export const personName = (t: Translate, { name, external }: Omit<PersonLike, 'id'>): string =>
  external ? t('ui.externalName', { name }) : name;

/** A name, and beside it that it is of somebody from outside. */
export function PersonName({
  person,
  name = person.name,
}: {
  person: Omit<PersonLike, 'id'>;
  name?: string;
}) {
  const t = useT();
  if (!person.external) return name;
  return (
    <>
      {name} <span className="mq-tag ext">{t('ui.external')}</span>
    </>
  );
}

/** A person's photo, or their initials on their hue. The hue alone says nothing: the initials always come along. */
export function Avatar({ person, size = 'm', isDecorative, hue, isHere }: AvatarProps) {
  const name = personName(useT(), person);
  const colours = `hue-${hue ?? hueOf(person.id)} ${person.external ? 'ext' : ''}`;
  const className = `mq-av ${size} ${colours} ${isHere ? 'on' : ''}`;
  // The initials are drawn by the style sheet: as text they would belong to the visible label of what holds them.
  const drawn = { className, 'data-initials': initialsOf(person.name) };
  const described = isDecorative
    ? ({ 'aria-hidden': true } as const)
    : { role: 'img', 'aria-label': name, title: name };
  return (
    <span {...drawn} {...described}>
      <Photo person={person} />
    </span>
  );
}

/** Over the initials, which stay where it does not load or was removed. */
function Photo({ person: { id, photo } }: { person: PersonLike }) {
  const isShown = useStore(photosAreShown);
  const [missing, setMissing] = useState<string | null>(null);
  if (!isShown || photo === undefined || missing === photo) return null;
  const address = `${API}/people/${id}/photo?v=${photo}`;
  return <img src={address} alt="" loading="lazy" draggable={false} onError={() => setMissing(photo)} />;
}

/** A group, a space, a link: square, so that it is never taken for a person. */
export function Tile({ children, size = 'l' }: { children: ReactNode; size?: 's' | 'm' | 'l' }) {
  return (
    <span className={`mq-av sq ${size}`} aria-hidden="true">
      {children}
    </span>
  );
}

export interface AvatarStackProps {
  people: readonly (PersonLike & { hue?: number })[];
  size?: 's' | 'm';
  max?: number;
}
/** At most three avatars, then "+n". */
export function AvatarStack({ people, size = 'm', max = 3 }: AvatarStackProps) {
  const t = useT();
  const rest = people.length - max;
  return (
    <span className={`mq-faces ${size}`}>
      {people.slice(0, max).map((person) => (
        <Avatar key={person.id} person={person} size={size} hue={person.hue} />
      ))}
      {rest > 0 && (
        <span className={`mq-av more ${size}`} role="img" aria-label={t('ui.others', { count: rest })}>
          +{rest}
        </span>
      )}
    </span>
  );
}
