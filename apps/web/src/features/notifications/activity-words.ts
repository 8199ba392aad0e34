import { createElement, type ReactNode } from 'react';
import {
  AtSign,
  KeyRound,
  type LucideIcon,
  MessageCircle,
  MessageSquareText,
  Reply,
  Stamp,
  ShieldAlert,
  UserCheck,
  UserPlus,
  Users,
} from 'lucide-react';
import type { NotificationKind, NotificationView } from '@maroquin/contracts';
import type { MessageKey, Translate } from '../../i18n/index.js';
import { circuitHref, resourceHref } from '../../frame/index.js';
import { personName } from '../../ui/index.js';

export const signs: Readonly<Record<NotificationKind, LucideIcon>> = {
  mention: AtSign,
  reply: Reply,
  direct: MessageCircle,
  comment: MessageSquareText,
  'comment-assigned': UserCheck,
  'access-given': UserPlus,
  'access-requested': KeyRound,
  'access-answered': KeyRound,
  'team-joined': Users,
  'circuit-asked': Stamp,
  'circuit-due': Stamp,
  'circuit-returned': Stamp,
  'circuit-approved': Stamp,
  'file-blocked': ShieldAlert,
  'break-glass-begun': ShieldAlert,
  'break-glass-ended': ShieldAlert,
};

type Resource = NonNullable<NotificationView['resource']>;

/** In a discussion, to comment is to write. */
const roleOf = ({ kind, role }: Resource): Resource['role'] | 'write' =>
  kind === 'channel' && role !== 'reader' && role !== 'manager' ? 'write' : role;

const keyOf = ({ kind, resource, messages }: NotificationView): MessageKey => {
  const isNamed = (resource?.name ?? '') !== '';
  switch (kind) {
    case 'mention':
      if (!isNamed) return 'activity.mentionAlone';
      return (messages?.count ?? 1) > 1 ? 'activity.mentionMany' : 'activity.mention';
    case 'reply':
      return isNamed ? 'activity.reply' : 'activity.replyAlone';
    case 'direct':
      return isNamed ? 'activity.direct' : 'activity.directAlone';
    case 'comment':
      return 'activity.comment';
    case 'comment-assigned':
      return 'activity.commentAssigned';
    case 'access-given':
      return resource === null ? 'activity.refused' : `activity.given.${roleOf(resource)}`;
    case 'access-requested':
      return 'activity.requested';
    case 'access-answered':
      return resource === null ? 'activity.refused' : `activity.granted.${roleOf(resource)}`;
    case 'team-joined':
      return 'activity.team';
    case 'circuit-asked':
      return 'activity.circuitAsked';
    case 'circuit-due':
      return 'activity.circuitToday';
    case 'circuit-returned':
      return 'activity.circuitReturned';
    case 'circuit-approved':
      return 'activity.circuitApproved';
    case 'file-blocked':
      return 'activity.fileBlocked';
    case 'break-glass-begun':
      return 'activity.breakGlassBegun';
    case 'break-glass-ended':
      return 'activity.breakGlassEnded';
  }
};

const valuesOf = (t: Translate, { actor, resource, team, messages }: NotificationView) => ({
  name: actor === null ? t('activity.someone') : personName(t, actor),
  place: `${resource?.kind === 'channel' ? '# ' : ''}${resource?.name ?? team?.name ?? ''}`,
  count: messages?.count ?? 1,
});

/** One sentence, who did it first. */
export const sentenceOf = (t: Translate, one: NotificationView): ReactNode =>
  t.rich(keyOf(one), {
    ...valuesOf(t, one),
    b: (text: ReactNode) => createElement('b', null, text),
  });

/** Where it leads: to the very message; null: nowhere. */
export const hrefOf = ({ kind, resource, team, messages }: NotificationView): string | null => {
  if (team !== null) return `/equipes/${team.id}`;
  if (resource === null) return null;
  if (messages !== null && resource.kind !== 'document')
    return messages.root === null
      ? `/messages/${resource.id}?message=${String(messages.seq)}`
      : `/messages/${resource.id}?fil=${String(messages.root)}&message=${String(messages.seq)}`;
  if (kind === 'access-requested') return '/demandes';
  if (kind.startsWith('circuit-')) return circuitHref(resource.id);
  const { kind: what } = resource;
  if (messages !== null && what === 'document')
    return `${resourceHref({ ...resource, kind: what })}?commentaire=${messages.conversationId}`;
  return what === 'direct' ? `/messages/${resource.id}` : resourceHref({ ...resource, kind: what });
};
