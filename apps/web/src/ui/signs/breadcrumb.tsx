import { Link } from 'react-router';
import { useT } from '../../i18n/index.js';

export interface Crumb {
  name: string;
  to: string;
}
/** Where this is: above the title. The page itself is not repeated. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  const t = useT();
  if (crumbs.length === 0) return null;
  return (
    <nav aria-label={t('ui.path')} className="mq-crumbs">
      <ol>
        {crumbs.map((crumb) => (
          <li key={crumb.to}>
            <Link to={crumb.to}>{crumb.name}</Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
