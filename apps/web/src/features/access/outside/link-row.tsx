import { Link2 } from 'lucide-react';
import type { ExternalLink } from '@maroquin/contracts';
import { useDates, useT } from '../../../i18n/index.js';
import { Icon, Tile } from '../../../ui/index.js';
import { roleKey } from '../roles/roles.js';

/** What a link may, until when, how often it was used: one line, the same in the dialogue and in the administrator's list. */
export function useLinkFacts(): (link: ExternalLink) => string {
  const t = useT();
  const dates = useDates();
  return (link) => {
    const uses =
      link.maxUses === null
        ? t('links.used', { count: link.uses })
        : t('links.usedOf', { count: link.uses, max: link.maxUses });
    return [
      link.customRole?.name ?? t(roleKey(link.role, link.resource.kind)),
      link.over === 'expired'
        ? t('links.expired')
        : link.over === 'used-up'
          ? t('links.usedUp')
          : link.expiresAt && t('share.until', { date: dates.day(link.expiresAt) }),
      link.hasPassword && t('links.hasPassword'),
      uses,
      link.lastUsedAt && t('links.lastUse', { date: dates.short(link.lastUsedAt) }),
    ]
      .filter(Boolean)
      .join(' · ');
  };
}

export function LinkIcon() {
  return (
    <Tile>
      <Icon of={Link2} />
    </Tile>
  );
}
