import { CalendarX2 } from 'lucide-react';
import { Link } from 'react-router';
import { useMe } from '../../../api/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import { Icon } from '../../../ui/index.js';

/** Beside the other banners, not in their place: it stays for days, and hides nothing that is said for a moment. */
export function EndingBanner() {
  const t = useT();
  const dates = useDates();
  const { organisation } = useMe();
  if (organisation.endsAt === null) return null;
  const date = dates.whole(organisation.endsAt);
  return (
    <div className="mq-banner">
      <Icon of={CalendarX2} />
      <p className="txt">
        <b>{t('ending.banner', { organisation: organisation.name, date })}</b>
      </p>
      <Link to="/fin">{t('ending.bannerLink')}</Link>
    </div>
  );
}
