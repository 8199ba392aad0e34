import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { locales, useLocaleSwitch, useT } from '../i18n/index.js';
import { BannerSlot, LiveRegion } from '../ui/index.js';
import { ServiceBanner } from './service-banner.js';

/** The closed portfolio at the left, the form at the right. */
export function SignLayout({ children }: { children: ReactNode }) {
  const t = useT();
  const { locale, setLocale } = useLocaleSwitch();
  const other = locales.find((one) => one !== locale) ?? 'en';
  return (
    <>
      <a className="mq-skip" href="#contenu">
        {t('app.skip')}
      </a>
      <ServiceBanner />
      <BannerSlot />
      <div className="mq-sign">
        <aside className="cover" aria-label={t('identity.brand')}>
          <div className="flapw" aria-hidden="true">
            <span className="mq-flap-body" />
            <span className="mq-flap" />
            <span className="mq-lock" />
          </div>
          <p className="brand">
            <img src="/logo.svg" alt="" width="40" height="40" />
            Maroquin
          </p>
          <p className="motto">{t('identity.motto')}</p>
          <p className="where">{t('identity.where')}</p>
        </aside>
        <main id="contenu" className="form" tabIndex={-1}>
          <div className="box">
            {children}
            <hr className="mq-filet" />
            <ul className="foot">
              <li>
                <Link to="/accessibilite">{t('accessibility.link')}</Link>
              </li>
              <li>
                <button type="button" className="mq-link-btn" lang={other} onClick={() => setLocale(other)}>
                  {t('identity.otherLanguage')}
                </button>
              </li>
            </ul>
          </div>
        </main>
      </div>
      <LiveRegion />
    </>
  );
}
