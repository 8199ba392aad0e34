import { conversationPeopleSchema, type PersonView } from '@maroquin/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Users } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { request } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { Avatar, fold, Icon, PersonName, useDebounced } from '../../../ui/index.js';
import { rememberMention } from '../message/mentions.js';
import { insert } from './mark-bar.js';

/** An "@" that begins a word, and what was typed of a name since. */
const BEGUN = /(?:^|[\s(])@([\p{L}\p{N}'’-]{0,40}(?: [\p{L}'’-]{0,40})?)$/u;
const EVERYBODY = ['ici', 'tous'] as const;

interface Option {
  readonly id: string;
  readonly name: string;
  readonly person?: PersonView;
  readonly isTeam?: boolean;
}
export interface Mentions {
  readonly options: readonly Option[];
  readonly chosen: number;
  /** After each change of the field. */
  readonly update: (field: HTMLTextAreaElement) => void;
  readonly choose: (option: Option) => void;
  /** True when the key was for the list. */
  readonly onKeyDown: (event: KeyboardEvent) => boolean;
}

/** People and teams of the conversation whose names begin like this; null: nobody is looked for. */
function useFound(channelId: string, begun: string | null) {
  const asked = useDebounced(begun ?? '', 120);
  const { data } = useQuery({
    queryKey: ['mentions', channelId, asked],
    queryFn: ({ signal }) =>
      request('POST', `/channels/${channelId}/people/search`, {
        schema: conversationPeopleSchema,
        body: { query: asked },
        signal,
      }),
    enabled: begun !== null,
    staleTime: 60_000,
    // While the next letters are looked for, those found before stay, as far as they still fit: Enter must neither send what
    // was about to be completed nor complete it otherwise.
    placeholderData: keepPreviousData,
    retry: false,
  });
  return data;
}

/** Whom one may mean by the "@…" before the caret. */
export function useMentions({
  channelId,
  field,
}: {
  channelId: string;
  field: React.RefObject<HTMLTextAreaElement | null>;
}): Mentions {
  const [begun, setBegun] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const data = useFound(channelId, begun);
  const options = begun === null ? [] : optionsOf(begun, data?.items ?? [], data?.teams ?? []);
  const chosen = Math.min(at, options.length - 1);
  const choose = ({ id, name, person, isTeam }: Option): void => {
    const { current } = field;
    if (current === null || begun === null) return;
    const written = person === undefined && isTeam !== true ? name : rememberMention(id, name);
    const caret = current.selectionStart;
    current.setSelectionRange(caret - begun.length, caret);
    insert(current, `${written} `);
    setBegun(null);
  };
  const onKeyDown = (event: KeyboardEvent): boolean => {
    const option = options[chosen];
    if (option === undefined || event.nativeEvent.isComposing) return false;
    if (event.key === 'ArrowDown') setAt((chosen + 1) % options.length);
    else if (event.key === 'ArrowUp') setAt((chosen + options.length - 1) % options.length);
    else if (event.key === 'Escape') setBegun(null);
    else if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') choose(option);
    else return false;
    event.preventDefault();
    return true;
  };
  const update = ({ value, selectionStart }: HTMLTextAreaElement): void => {
    setBegun(BEGUN.exec(value.slice(Math.max(0, selectionStart - 90), selectionStart))?.[1] ?? null);
    setAt(0);
  };
  return { options, chosen, update, choose, onKeyDown };
}

/** Each word that was typed begins one of the name. */
export const isMeant = (name: string, begun: string): boolean => {
  const words = fold(name).split(/[\s'’-]+/u);
  return fold(begun)
    .split(/[\s'’-]+/u)
    .every((typed) => words.some((word) => word.startsWith(typed)));
};

function optionsOf(
  begun: string,
  people: readonly PersonView[],
  teams: readonly { id: string; name: string }[],
): readonly Option[] {
  const wanted = begun.toLowerCase();
  const all = EVERYBODY.filter((whom) => whom.startsWith(wanted)).map((whom) => ({ id: whom, name: whom }));
  const meant = people.filter(({ name }) => isMeant(name, begun)).slice(0, 8);
  const ours = teams
    .filter(({ name }) => isMeant(name, begun))
    .slice(0, 4)
    .map(({ id, name }) => ({ id, name, isTeam: true }));
  return [...meant.map((person) => ({ id: person.id, name: person.name, person })), ...ours, ...all];
}

/** What ties the field to the list, for screen readers. */
export const mentionProps = ({ options, chosen }: Mentions, id: string) =>
  options.length === 0
    ? {}
    : ({
        'aria-autocomplete': 'list',
        'aria-haspopup': 'listbox',
        'aria-controls': id,
        'aria-activedescendant': `${id}-${String(chosen)}`,
      } as const);

export function MentionList({ of, id }: { of: Mentions; id: string }) {
  const t = useT();
  if (of.options.length === 0) return null;
  return (
    <div className="mq-dis-people" role="listbox" id={id} aria-label={t('composer.people')}>
      {of.options.map((option, index) => (
        <div
          key={option.id}
          id={`${id}-${String(index)}`}
          role="option"
          aria-selected={index === of.chosen}
          // The field keeps the focus.
          onPointerDown={(event) => {
            event.preventDefault();
            of.choose(option);
          }}
        >
          <OptionName of={option} />
        </div>
      ))}
    </div>
  );
}

function OptionName({ of: { id, name, person, isTeam } }: { of: Option }) {
  const t = useT();
  if (person !== undefined)
    return (
      <>
        <Avatar person={person} size="s" isDecorative />
        <PersonName person={person} />
      </>
    );
  if (isTeam === true)
    return (
      <>
        <Icon of={Users} size="s" />
        <span>
          {name} <small>{t('composer.mention.team')}</small>
        </span>
      </>
    );
  return (
    <span>
      @{name} <small>{t(`composer.mention.${id === 'ici' ? 'ici' : 'tous'}`)}</small>
    </span>
  );
}
