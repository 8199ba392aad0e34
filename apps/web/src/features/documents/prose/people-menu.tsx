import type { Editor } from '@tiptap/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { conversationPeopleSchema, type PersonView } from '@maroquin/contracts';
import { mentionOf } from '@maroquin/prose';
import { request } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { Avatar, PersonName, personName, useDebounced, useStore } from '../../../ui/index.js';
import { isMeant } from '../../messaging/index.js';
import { insertChosen } from './extensions/typing/one-blank.js';
import type { TextMenuState, TextMenuStore } from './extensions/text-menus.js';
import { TextMenu } from './text-menu.js';

/** People who are offered at once. */
const MOST = 8;
/** As the gate takes it. */
const LONGEST_NAME = 200;

interface PeopleMenuProps {
  editor: Editor;
  menu: TextMenuStore;
  documentId: string;
}

/** Whom "@" may name: people who may open the document, since nobody else is notified. */
export function PeopleMenu(props: PeopleMenuProps) {
  const open = useStore(props.menu);
  return open === null ? null : <OpenMenu {...props} open={open} />;
}

function OpenMenu({ editor, menu, documentId, open }: PeopleMenuProps & { open: TextMenuState }) {
  const t = useT();
  const people = useReaders(documentId, open.query);
  const items = people.map((person) => ({ id: person.id, label: personName(t, person), person }));
  const insert = ({ id, name }: PersonView): void => {
    const attrs = { id: crypto.randomUUID(), person: id, name: name.slice(0, LONGEST_NAME) };
    insertChosen(
      editor,
      mentionOf(attrs) === null ? { type: 'text', text: `@${name}` } : { type: 'mention', attrs },
    );
  };
  return (
    <TextMenu
      {...{ editor, menu, open, items }}
      label={t('mention.people')}
      asksLetter
      onChoose={({ person }) => insert(person)}
    >
      {({ person }) => (
        <>
          <Avatar person={person} size="s" isDecorative />
          <span>
            <PersonName person={person} />
          </span>
        </>
      )}
    </TextMenu>
  );
}

/** The people of that name who may open the document. Guests and visitors by link are offered nobody. */
function useReaders(documentId: string, query: string): readonly PersonView[] {
  const asked = useDebounced(query.trim(), 120);
  const { data } = useQuery({
    queryKey: ['mentions', documentId, asked],
    queryFn: ({ signal }) =>
      request('POST', `/channels/${documentId}/people/search`, {
        ...{ schema: conversationPeopleSchema, body: { query: asked }, signal },
      }),
    staleTime: 60_000,
    // While the next letters are looked for, those found before stay, as far as they still fit.
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (data?.items ?? []).filter(({ name }) => isMeant(name, query.trim())).slice(0, MOST);
}
