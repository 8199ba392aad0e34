import { Link } from 'react-router';
import { useT } from '../../i18n/index.js';
import { PageTitle } from '../../frame/index.js';

const PARTS = ['state', 'gaps', 'made', 'contact', 'appeal'] as const;

/** The statement that article 47 of the law of 11 February 2005 asks for: to be read by everybody, signed in or not. */
export function AccessibilityPage() {
  const t = useT();
  return (
    <main className="mq-statement" id="contenu">
      <PageTitle>{t('accessibility.title')}</PageTitle>
      <div className="mq-prose">
        <h1>{t('accessibility.title')}</h1>
        <p>{t('accessibility.intro')}</p>
        {PARTS.map((part) => (
          <section key={part}>
            <h2>{t(`accessibility.${part}`)}</h2>
            <p>{t(`accessibility.${part}Text`)}</p>
          </section>
        ))}
        <p>
          <Link to="/">{t('app.backHome')}</Link>
        </p>
      </div>
    </main>
  );
}
