import type { AuditEntry, AuditSubject } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { isNamedAct } from './act-names.js';

const KINDS = [
  'person',
  'team',
  'everyone',
  'link',
  'space',
  'folder',
  'document',
  'file',
  'channel',
] as const;
const kindOf = (kind: string) => KINDS.find((known) => known === kind) ?? 'other';

/** What an entry says, in words. */
export function useAuditWords() {
  const t = useT();
  const subjectOf = ({ id, kind, name }: AuditSubject): string =>
    name !== null && name !== ''
      ? name
      : t('audit.subject', { kind: t(`audit.kind.${kindOf(kind)}`), ref: id.slice(-6) });
  const actorName = ({ actor, actorErased }: AuditEntry): string => {
    if (actorErased) return t('audit.erased');
    if (actor === null) return t('audit.service');
    return actor.name || t('audit.unknown');
  };
  const actOf = ({ action }: AuditEntry): string => (isNamedAct(action) ? t(`audit.act.${action}`) : action);
  const aboutOf = ({ target, targetErased, mentions }: AuditEntry): string => {
    if (targetErased) return t('audit.erased');
    return [...(target === null ? [] : [target]), ...mentions].map(subjectOf).join(', ');
  };
  return { subjectOf, actorName, actOf, aboutOf };
}
