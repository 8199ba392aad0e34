import { Menu as MenuIcon, PanelLeft, Search } from 'lucide-react';
import { createContext, use, useEffect, type ReactNode } from 'react';
import { useT } from '../i18n/index.js';
import { Breadcrumb, type Crumb, IconButton, Store, useStore } from '../ui/index.js';

/** What the shell offers to pages: to open the list of spaces where it is not shown, and the search. */
export const ShellContext = createContext<{
  openDrawer: () => void;
  hasDrawer: boolean;
  /** null: a visitor looks for nothing. */
  openSearch: (() => void) | null;
}>({
  openDrawer: () => undefined,
  hasDrawer: false,
  openSearch: null,
});

/** How many messages were not read, for the tab of the browser. */
export const titleCount = new Store(0);

/** "Page – Maroquin", in the tab of the browser. */
export function PageTitle({ children }: { children: string }) {
  const count = useStore(titleCount);
  const title = `${count > 0 ? `(${count > 99 ? '99+' : String(count)}) ` : ''}${children} – Maroquin`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return null;
}

export interface PageHeaderProps {
  /** The name, the page's one h1. */
  title: string;
  /** What the tab of the browser says, if more than the title. */
  documentTitle?: string;
  crumbs?: readonly Crumb[];
  /** Small labels after the title. */
  labels?: ReactNode;
  actions?: ReactNode;
}

/** Header of every page but the editor; on a phone it is the top bar. */
export function PageHeader({ title, documentTitle, crumbs = [], labels, actions }: PageHeaderProps) {
  return (
    <header className="mq-head">
      <PageTitle>{documentTitle ?? title}</PageTitle>
      <DrawerButton />
      <div className="tt">
        <Breadcrumb crumbs={crumbs} />
        <div className="mq-row">
          <h1 className="mq-cut" title={title}>
            {title}
          </h1>
          {labels}
        </div>
      </div>
      <div className="acts">
        <SearchButton />
        {actions}
      </div>
    </header>
  );
}

/** On a phone, where the spine with its own is not shown. */
export function SearchButton() {
  const t = useT();
  const { openSearch } = use(ShellContext);
  if (openSearch === null) return null;
  return (
    <span className="mq-mob">
      <IconButton icon={Search} label={t('app.search')} onPress={openSearch} />
    </span>
  );
}

/** Brings the list of spaces where the window is too narrow for the sidebar, or in the editor. */
export function DrawerButton() {
  const t = useT();
  const { openDrawer, hasDrawer } = use(ShellContext);
  if (!hasDrawer) return null;
  return (
    <>
      <span className="mq-mob">
        <IconButton icon={MenuIcon} label={t('app.showSpaces')} onPress={openDrawer} />
      </span>
      <span className="mq-desk">
        <IconButton icon={PanelLeft} label={t('app.showSpaces')} onPress={openDrawer} />
      </span>
    </>
  );
}

/** The scrolling body of a page. `reading`: its name, when it holds nothing but text. */
export function PageBody({ children, reading }: { children: ReactNode; reading?: string }) {
  // A page that is only read has nothing to focus: its body takes the focus, so that arrows scroll it.
  const region = reading ? { tabIndex: 0, role: 'region', 'aria-label': reading } : {};
  return (
    <div className="mq-scroll" {...region}>
      <div className="mq-pad">{children}</div>
    </div>
  );
}
