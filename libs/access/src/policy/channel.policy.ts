import { roleAtLeast } from '@maroquin/contracts';
import { allow, type PolicyFacts } from './sentence.js';

const isLiveChannel = ({ kind, trashed }: PolicyFacts): boolean =>
  (kind === 'channel' || kind === 'direct') && !trashed;

export const channelPolicy = [
  allow('channel.read', (facts) => isLiveChannel(facts) && roleAtLeast(facts.role, 'reader')),
  // In a discussion, "may comment" is "may write".
  allow(
    'message.post',
    (facts) => isLiveChannel(facts) && facts.archived !== true && roleAtLeast(facts.role, 'commenter'),
  ),
  // To delete what others wrote, and to read what they wrote before.
  allow('message.moderate', (facts) => isLiveChannel(facts) && roleAtLeast(facts.role, 'manager')),
  // Ends writing in a discussion, and lets it begin again.
  allow(
    'channel.archive',
    ({ kind, role, trashed, visitor }) =>
      kind === 'channel' && visitor !== true && !trashed && roleAtLeast(role, 'manager'),
  ),
  // Whoever takes part in a direct conversation names it, lets others take part, and leaves it.
  allow(
    'conversation.manage',
    ({ kind, role, trashed }) => kind === 'direct' && !trashed && roleAtLeast(role, 'commenter'),
  ),
] as const;
