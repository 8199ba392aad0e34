import type { LucideIcon } from 'lucide-react';
import { useEffect, useId, type ReactNode } from 'react';
import { Icon } from '../signs/icon.js';
import { Store, useStore } from '../hooks/store.js';

export interface BannerContent {
  /** One is shown at a time: the highest wins. 1 information · 2 cut · 3 service down · 4 refused, session ending */
  severity: 1 | 2 | 3 | 4;
  icon: LucideIcon;
  text: ReactNode;
  action?: ReactNode;
}
const banners = new Store<ReadonlyMap<string, BannerContent>>(new Map());

/** Shows a banner below the header while the component lives and `content` is not null. */
export function useBanner(content: BannerContent | null): void {
  const id = useId();
  useEffect(() => {
    const next = new Map(banners.get());
    if (content) next.set(id, content);
    else if (!next.delete(id)) return;
    banners.set(next);
  });
  useEffect(
    () => () => {
      const next = new Map(banners.get());
      next.delete(id);
      banners.set(next);
    },
    [id],
  );
}

export function BannerSlot() {
  const all = [...useStore(banners).values()];
  const worst = all.sort((a, b) => b.severity - a.severity)[0];
  if (!worst) return null;
  return (
    <div className="mq-banner">
      <Icon of={worst.icon} />
      <p className="txt">{worst.text}</p>
      {worst.action}
    </div>
  );
}
