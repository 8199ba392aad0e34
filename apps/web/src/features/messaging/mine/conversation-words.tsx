import { FileText, MessagesSquare, Users } from 'lucide-react';
import type { ConversationView, PersonView } from '@maroquin/contracts';
import type { Translate } from '../../../i18n/index.js';
import { Avatar, Icon, Tile } from '../../../ui/index.js';

/** What a conversation is called: its own name, or after its participants. */
export const conversationName = (
  { kind, name, people }: Pick<ConversationView, 'kind' | 'name' | 'people'>,
  t: Translate,
): string => {
  if (name !== '' || kind === 'channel') return name;
  if (people.length === 0) return t('mine.alone');
  return people.map((person) => person.name).join(', ');
};

/** With whom one talks alone there; null: with several, or with nobody. */
export const otherPerson = ({
  kind,
  people,
}: Pick<ConversationView, 'kind' | 'people'>): PersonView | null =>
  kind === 'direct' && people.length === 1 ? (people[0] ?? null) : null;

interface ConversationIconProps {
  conversation: ConversationView;
  /** The other one of two is there. */
  isHere: boolean;
}
/** The avatar of the other person, or the icon of the kind. */
export function ConversationIcon({ conversation, isHere }: ConversationIconProps) {
  const { kind, documentId } = conversation;
  const person = otherPerson(conversation);
  if (person !== null) return <Avatar person={person} size="l" isDecorative isHere={isHere} />;
  const icon = kind === 'direct' ? Users : documentId === null ? MessagesSquare : FileText;
  return (
    <Tile>
      <Icon of={icon} size="s" />
    </Tile>
  );
}
