import { FileText, MessagesSquare, Users } from 'lucide-react';
import type { ConversationView } from '@maroquin/contracts';
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

/** The face of the other, or the sign of what it is. */
export function ConversationFace({ conversation }: { conversation: ConversationView }) {
  const { kind, documentId, people } = conversation;
  const [person, ...others] = people;
  if (kind === 'direct' && person !== undefined && others.length === 0)
    return <Avatar person={person} size="l" isDecorative />;
  const icon = kind === 'direct' ? Users : documentId === null ? MessagesSquare : FileText;
  return (
    <Tile>
      <Icon of={icon} size="s" />
    </Tile>
  );
}
