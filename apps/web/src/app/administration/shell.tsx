import { useQueryClient } from '@tanstack/react-query';
import {
  Building2,
  KeyRound,
  LogOut,
  type LucideIcon,
  Mail,
  Monitor,
  Network,
  ShieldAlert,
  ShieldCheck,
  UserCog,
  Users,
} from 'lucide-react';
import type { AdministratorMe } from '@maroquin/contracts';
import { useEffect } from 'react';
import { NavLink, Outlet, useNavigate } from 'react-router';
import { isApiError } from '../../api/index.js';
import { ServiceBanner, usePageChange, useFocusGuard } from '../../frame/index.js';
import { type MessageKey, useT } from '../../i18n/index.js';
import {
  BannerSlot,
  Button,
  ErrorNote,
  FailureDialog,
  Icon,
  LiveRegion,
  reportFailure,
  ToastRegion,
} from '../../ui/index.js';
import {
  AdministratorContext,
  LateMail,
  signOut,
  useAdministratorMe,
} from '../../features/administration/index.js';

const pages: readonly { to: string; icon: LucideIcon; name: MessageKey }[] = [
  { to: '/personnes', icon: Users, name: 'administration.people' },
  { to: '/sessions', icon: Monitor, name: 'administration.sessions' },
  { to: '/jetons', icon: KeyRound, name: 'administration.tokens' },
  { to: '/organisations', icon: Building2, name: 'administration.organisations' },
  { to: '/fournisseurs', icon: Network, name: 'administration.providers' },
  { to: '/courriel', icon: Mail, name: 'administration.mail' },
  { to: '/antivirus', icon: ShieldAlert, name: 'administration.antivirus' },
  { to: '/souverainete', icon: ShieldCheck, name: 'sovereignty.nav' },
  { to: '/administrateurs', icon: UserCog, name: 'administration.administrators' },
];

/** Who administers; without a session the page of sign-in takes over. */
const useSignedIn = () => {
  const { data, error } = useAdministratorMe();
  const navigate = useNavigate();
  const isOut = isApiError(error, 'request.unauthenticated');
  useEffect(() => {
    if (isOut) void navigate('/connexion', { replace: true });
  }, [isOut, navigate]);
  return { me: isOut ? undefined : data, error: isOut ? null : error, isOut };
};

/** The frame of every page of administration. */
export function AdministrationShell() {
  const t = useT();
  const { me, error, isOut } = useSignedIn();
  usePageChange();
  useFocusGuard();
  if (me === undefined)
    return (
      <div className="mq-open">
        <ServiceBanner />
        <BannerSlot />
        {error !== null && <ErrorNote error={error} />}
        <p role="status">{isOut ? '' : t('app.waitingFor')}</p>
      </div>
    );
  return (
    <AdministratorContext value={me}>
      <a className="mq-skip" href="#contenu">
        {t('app.skip')}
      </a>
      <div className="mq-administration">
        <TopBar me={me} />
        <Pages />
        <main id="contenu" tabIndex={-1}>
          <BannerSlot />
          <LateMail />
          <Outlet />
        </main>
      </div>
      <ServiceBanner />
      <FailureDialog />
      <ToastRegion />
      <LiveRegion />
    </AdministratorContext>
  );
}

function Pages() {
  const t = useT();
  return (
    <nav aria-label={t('app.nav')}>
      <ul>
        {pages.map(({ to, icon, name }) => (
          <li key={to}>
            <NavLink to={to}>
              <Icon of={icon} />
              {t(name)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function TopBar({ me }: { me: AdministratorMe }) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = async () => {
    try {
      await signOut();
      client.clear();
      void navigate('/connexion', { replace: true });
    } catch (error) {
      reportFailure(error);
    }
  };
  return (
    <header>
      <p className="brand">
        <img src="/logo.svg" alt="" width="28" height="28" />
        {t('administration.brand')}
      </p>
      <p className="who">
        <span className="mq-cut">{me.administrator.name}</span>
        <span className="mq-cut mq-small">
          {me.everywhere ? t('administration.everywhere') : me.organisation.name}
        </span>
      </p>
      <Button size="s" icon={LogOut} onPress={() => void leave()}>
        {t('administration.signOut')}
      </Button>
    </header>
  );
}
