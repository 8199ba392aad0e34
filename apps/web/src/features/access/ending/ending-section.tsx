import { Link } from 'react-router';
import { useT } from '../../../i18n/index.js';

/** Where those who may end the organisation find how. */
export function EndingSection() {
  const t = useT();
  return (
    <section aria-labelledby="ending-section">
      <div className="mq-sect">
        <h2 id="ending-section">{t('ending.title')}</h2>
      </div>
      <p className="mq-sec">{t('ending.linkText')}</p>
      <p>
        <Link to="/fin">{t('ending.link')}</Link>
      </p>
    </section>
  );
}
