import { useEffect, useRef } from 'react';
import type { ResourceView } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { toast } from '../../../ui/index.js';

/** Says on the screen, and not only to screen readers, that one's right on what is open has changed. */
export function useRoleNotice({ id, role }: Pick<ResourceView, 'id' | 'role'>): void {
  const t = useT();
  const before = useRef({ id, role });
  useEffect(() => {
    const last = before.current;
    before.current = { id, role };
    if (last.id === id && last.role !== role) toast({ text: t(`share.changed.${role}`) });
  }, [id, role, t]);
}
