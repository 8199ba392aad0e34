import type { AccessReason, ResourceSummary } from '@maroquin/contracts';
import { type MessageKey, useDates, useT } from '../../../i18n/index.js';
import { kindKey } from '../../../ui/index.js';

export interface ResourceWords {
  /** The title, or what it is when the title is sealed. */
  titleOf(resource: ResourceSummary): string;
  /** Where it is, and what distinguishes one sealed resource from another. */
  placeOf(resource: ResourceSummary): string;
  whyOf(reason: AccessReason, resource: ResourceSummary): string;
  /** By whom, and through what place: "Par l’équipe Budget, sur l’espace Cabinet". */
  causeOf(reason: AccessReason, resource: ResourceSummary): string;
  /** Since when, by whose decision, and until when. */
  whenOf(reason: AccessReason): string;
}

/** A sealed resource is named by its kind; the end of its id distinguishes two of them. */
export function useResourceWords(): ResourceWords {
  const t = useT();
  const dates = useDates();
  const kindOf = (kind: ResourceSummary['kind']) => t(kindKey({ kind, documentKind: null }));
  const titleOf = (resource: ResourceSummary): string =>
    resource.personal
      ? t('rights.ownSpace')
      : (resource.name ?? t('rights.sealedKind', { kind: kindOf(resource.kind) }));
  return {
    titleOf,
    placeOf: (resource) => {
      const path = resource.path.map(({ name }) => name ?? t('rights.sealed')).join(' › ');
      const ref = resource.id.slice(-8);
      return [
        resource.name !== null && kindOf(resource.kind),
        path && t('rights.inPath', { path }),
        resource.name === null && t('rights.ref', { ref }),
        resource.restricted && t('share.restricted'),
        resource.trashed && t('rights.inTrash'),
      ]
        .filter(Boolean)
        .join(' · ');
    },
    whyOf: (reason, resource) => listed(pathOf(reason, t), whereOf(reason, resource, t), whenOf(reason)),
    causeOf: (reason, resource) => capital(listed(pathOf(reason, t), whereOf(reason, resource, t)), t.locale),
    whenOf,
  };

  function whenOf({ grantedBy, grantedAt, expiresAt }: AccessReason): string {
    const date = dates.day(grantedAt);
    return listed(
      grantedBy === null ? t('rights.on', { date }) : t('rights.by', { name: grantedBy.name, date }),
      expiresAt && t('share.until', { date: dates.day(expiresAt) }),
    );
  }
}

const listed = (...parts: (string | null)[]): string => parts.filter(Boolean).join(', ');
const capital = (text: string, locale: string): string =>
  text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);

type T = (key: MessageKey, values?: Record<string, string>) => string;

function pathOf({ subject, through }: AccessReason, t: T): string {
  if (subject.kind !== 'team') return t(`rights.why.${subject.kind}`);
  if (through.length === 0) return t('rights.why.team', { name: subject.name });
  const path = through.map((team) => team.name).join(' › ');
  return t('rights.why.nested', { name: subject.name, through: path });
}

function whereOf({ from }: AccessReason, resource: ResourceSummary, t: T): string | null {
  if (from.id === resource.id || (from.kind !== 'space' && from.kind !== 'folder')) return null;
  return from.name === null
    ? t(`rights.on.${from.kind}Sealed`)
    : t(`rights.on.${from.kind}`, { name: from.name });
}
